package org.conferenceid.examples.adminconsole;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The windows of one test. */
final class Visits {
  private static final Path PICTURES = Path.of("target", "pictures");

  /** WCAG 2.2 at level AA, with what it takes over from before. */
  private static final List<String> AA =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  private static final int WIDTH = 1200;
  private static final int HEIGHT = 800;

  /** For a machine that has much else to do. What takes longer never comes. */
  static final double LONGEST_WAIT = 120_000;

  private final Browser browser;
  private final Stage.Example example;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  Visits(Browser browser, Stage.Example example) {
    this.browser = browser;
    this.example = example;
  }

  /** Windows in the same browser, at another application. */
  Visits at(Stage.Example other) {
    return new Visits(browser, other);
  }

  <T> T bean(Class<T> type) {
    return example.application().getBean(type);
  }

  /** A window on its way through the example. */
  Scene scene(Page page) {
    return new Scene(page, example.application());
  }

  /** A window of somebody who has logged in. */
  Page as(LogIn person) {
    return as(person, how -> how);
  }

  /** A window of a kind, of somebody who has logged in. */
  Page as(LogIn person, UnaryOperator<Browser.NewContextOptions> how) {
    Page page = window(how);
    logIn(page, person);
    return page;
  }

  /** A window of a kind, of nobody. */
  Page window(UnaryOperator<Browser.NewContextOptions> how) {
    BrowserContext context =
        browser.newContext(
            how.apply(
                new Browser.NewContextOptions()
                    .setBaseURL(example.address())
                    .setLocale("en-US")
                    .setTimezoneId("Europe/Paris")
                    .setViewportSize(WIDTH, HEIGHT)));
    contexts.add(context);
    context.setDefaultTimeout(LONGEST_WAIT);
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    return page;
  }

  static void logIn(Page page, LogIn person) {
    page.navigate("/login");
    page.fill("#username", person.user());
    page.fill("#password", person.user());
    page.press("#password", "Enter");
    page.waitForURL(url -> !url.endsWith("/login"));
  }

  /** Complaints that a test means to bring about. */
  void expectComplaint(String part) {
    assertThat(complaints).anyMatch(complaint -> complaint.contains(part));
    complaints.removeIf(complaint -> complaint.contains(part));
  }

  /** Keeps a picture of a page under a name, for people to look at. */
  static void picture(Page page, String name) {
    boolean whole = page.locator("dialog[open]").count() == 0; // a window covers what is seen only
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(whole));
  }

  /** What axe finds wrong in a page as it is now. */
  static List<String> violations(Page page) {
    return violations(axe(page).withTags(AA));
  }

  /** What axe finds wrong with the colours of a page that is fine in others. */
  static List<String> poorContrast(Page page) {
    return violations(axe(page).withRules(List.of("color-contrast")));
  }

  /** In the page itself, which is much faster than what reaches into frames, too. */
  private static AxeBuilder axe(Page page) {
    return new AxeBuilder(page).setLegacyMode(true).exclude("iframe");
  }

  private static List<String> violations(AxeBuilder axe) {
    AxeResults results = axe.analyze();
    return results.getViolations().stream().map(Visits::shown).toList();
  }

  private static String shown(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getNodes().stream().map(node -> node.getTarget() + " " + node.getHtml()).toList();
  }

  /** That nothing stands beyond the edge of the window. */
  static boolean fits(Page page) {
    return (Boolean)
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth");
  }

  void close() {
    contexts.forEach(BrowserContext::close);
  }

  void end(boolean failed) {
    close();
    if (!failed) {
      assertThat(complaints).as("what the browser complained about").isEmpty();
    }
  }
}
