package org.conferenceid.examples.adminconsole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.regex.Pattern;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditQuery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The source article's own flow in a browser, and all that can cross it. */
@Tag("browser")
@ExtendWith(Stage.class)
class ResetInBrowserTest {
  private static final String RESET = "Reset the conference ID";
  private static final int MAIL_WIDTH = 720;

  private static final String KEEP_PASTED =
      """
      addEventListener("paste", event => {
        document.title = event.clipboardData.getData("text/html");
      })
      """;

  private static final String MOVES =
      """
      Array.from(document.querySelectorAll("*"), element => getComputedStyle(element))
          .some(style => style.transitionDuration !== "0s" || style.animationName !== "none")
      """;

  /** Opens the page of a user, whom nobody else uses. */
  private static Page find(Page page, String name) {
    page.navigate("/conference/users");
    page.getByLabel("Name, key or e-mail address").first().fill(name);
    page.getByLabel("Name, key or e-mail address").first().press("Enter");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).click();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .hasText(name);
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator dialog(Page page) {
    return page.getByRole(AriaRole.DIALOG);
  }

  private static void openDialog(Page page) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(RESET)).click();
    assertThat(dialog(page)).isVisible();
  }

  private static long resets(Visits visits, String user) {
    return visits
        .bean(Administration.class)
        .countAudit(AuditQuery.all().ofUser(UserId.of(user)).ofKind(EventKind.RESET))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @Test
  @DisplayName("S5 to S8 by mouse: search, user, reset, confirm, new ID, and its e-mail arrives")
  void byMouse(Visits visits) {
    Page page = find(visits.as(LogIn.OPERATOR), "Grace Penhale");
    Visits.picture(page, "user");
    openDialog(page);
    Visits.picture(page, "reset-dialog");
    assertThat(Visits.violations(page)).isEmpty();
    button(page, "Reset").click();

    assertThat(page.getByText("The conference ID was reset.")).isVisible();
    Visits.picture(page, "reset-done");
    assertThat(Visits.violations(page)).isEmpty();
    String id = page.locator("#shown-id").textContent();
    assertThat(id).matches("\\d{3} \\d{4}");
    assertThat(page.url()).doesNotContain("grace", id.replace(" ", ""));
    assertThat(page.title()).doesNotContain("Grace", id);

    page.navigate("/inbox");
    Locator letter = page.getByText("grace.penhale@example.org").first();
    letter.waitFor();
    page.locator("li", new Page.LocatorOptions().setHasText("grace.penhale@example.org"))
        .first()
        .getByRole(AriaRole.LINK)
        .click();
    assertThat(page.locator("pre")).containsText(id);
    Visits.picture(page, "letter");
    page.setViewportSize(MAIL_WIDTH, MAIL_WIDTH);
    page.navigate(page.locator("iframe").getAttribute("src"));
    assertThat(page.getByText(id).first()).isVisible();
    assertThat(Visits.fits(page)).isTrue();
    Visits.picture(page, "mail");
    assertThat(resets(visits, "grace.penhale")).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "By keyboard alone: focus goes into the dialog, stays there, comes back out,"
          + " and goes to what was done")
  void byKeyboard(Visits visits) {
    Page page = visits.as(LogIn.OPERATOR);
    page.navigate("/conference/users");
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    tabTo(page, page.locator("#text"));
    page.keyboard().type("Léa Prévost");
    page.keyboard().press("Enter");
    Locator user =
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Léa Prévost"));
    user.waitFor();
    tabTo(page, user);
    page.keyboard().press("Enter");

    Locator open = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(RESET));
    open.waitFor();
    tabTo(page, open);
    page.keyboard().press("Enter");
    assertThat(dialog(page)).isVisible();
    assertThat(focusIsInDialog(page)).as("focus is in the dialog when it opens").isTrue();
    for (int i = 0; i < 12; i++) {
      page.keyboard().press("Tab");
      assertThat(focusIsInDialog(page)).as("focus stays in the dialog").isTrue();
    }
    page.keyboard().press("Escape");
    assertThat(dialog(page)).isHidden();
    assertThat(open).isFocused();
    assertThat(resets(visits, "lea.prevost")).isZero();

    page.keyboard().press("Enter");
    assertThat(dialog(page)).isVisible();
    tabTo(page, button(page, "Reset"));
    page.keyboard().press("Enter");
    assertThat(page.getByText("The conference ID was reset.")).isFocused();
    page.keyboard().press("Tab"); // the link to turn off
    page.keyboard().press("Tab");
    assertThat(button(page, "Copy").first()).isFocused();
    assertThat(resets(visits, "lea.prevost")).isEqualTo(1);
  }

  private static void tabTo(Page page, Locator target) {
    for (int i = 0; i < 60; i++) {
      if ((Boolean) target.evaluate("element => element === document.activeElement")) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("the keyboard does not reach " + target);
  }

  /** Or on the browser's own controls, between its last element and its first. */
  private static boolean focusIsInDialog(Page page) {
    return (Boolean)
        page.evaluate(
            "document.activeElement === document.body"
                + " || document.getElementById('dialog').contains(document.activeElement)");
  }

  @Test
  @DisplayName("The new ID is copied as digits, and the footer with its formatting")
  void copies(Visits visits) {
    Page page = find(visits.as(LogIn.OPERATOR), "Chloé Béranger");
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    openDialog(page);
    button(page, "Reset").click();
    String id = page.locator("#shown-id").textContent().replace(" ", "");
    button(page, "Copy").first().click();
    assertThat(page.locator("#copied-id")).hasText("Copied");
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(id);

    button(page, "Copy with formatting").click();
    assertThat(page.locator("#copied-footer")).hasText("Copied");
    assertThat((String) page.evaluate("navigator.clipboard.readText()"))
        .contains("+33 1 70 00 00 00");
    page.evaluate(KEEP_PASTED);
    page.keyboard().press("ControlOrMeta+V");
    assertThat(page).hasTitle(Pattern.compile("<a href=\"tel:.*style=.*"));
  }

  @Test
  @DisplayName("Nothing moves for a reader who does not want it")
  void movesNothing(Visits visits) {
    for (ReducedMotion wanted : ReducedMotion.values()) {
      Page page = find(visits.as(LogIn.MANY, how -> how.setReducedMotion(wanted)), "Chloé Roche");
      assertThat((Boolean) page.evaluate(MOVES)).isEqualTo(wanted == ReducedMotion.NO_PREFERENCE);
    }
  }

  @Test
  @DisplayName("Colours of the reader's own leave what colours alone would say to be seen")
  void forcedColours(Visits visits) {
    Page page =
        find(
            visits.as(LogIn.OPERATOR, how -> how.setForcedColors(ForcedColors.ACTIVE)),
            "Chloé Roche");
    assertThat(page.locator(".chip").first()).hasCSS("border-top-style", "solid");
    assertThat(page.locator(".menu a[aria-current]")).hasCSS("border-top-style", "solid");
    openDialog(page);
    assertThat(page.locator("#dialog .notice")).hasCSS("border-top-style", "solid");
    Visits.picture(page, "reset-dialog-forced-colours");
  }

  @Test
  @DisplayName("Who signs out is out")
  void signsOut(Visits visits) {
    Page page = visits.as(LogIn.VIEWER);
    page.navigate("/conference/users");
    button(page, "Sign out").click();
    assertThat(page.getByText("You are logged out.")).isVisible();
    page.navigate("/conference/users");
    assertThat(page).hasURL(Pattern.compile(".*/login"));
  }

  @Test
  @DisplayName("B12: a double click resets once")
  void doubleClick(Visits visits) {
    Page page = find(visits.as(LogIn.OPERATOR), "Noé Roche");
    openDialog(page);
    button(page, "Reset").dblclick();
    assertThat(page.getByText("The conference ID was reset.")).isVisible();
    assertThat(resets(visits, "noe.roche")).isEqualTo(1);
  }

  @Test
  @DisplayName("B12: back and reload reset nothing; the window there is about the present ID")
  void backButton(Visits visits) {
    Page page =
        find(visits.as(LogIn.OPERATOR, how -> how.setJavaScriptEnabled(false)), "Zoé Garnier");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(RESET)).click();
    button(page, "Reset").click();
    assertThat(page.getByText("The conference ID was reset.")).isVisible();
    String id = page.locator("#shown-id").textContent();
    page.reload();
    page.goBack();
    assertThat(page.locator("#confirm")).containsText("ends in " + id.substring(id.length() - 2));
    assertThat(resets(visits, "zoe.garnier")).isEqualTo(1);
  }

  @Test
  @DisplayName("Two administrators: the second one, whose page is stale, resets nothing")
  void twoAdministrators(Visits visits) {
    Page first = find(visits.as(LogIn.OPERATOR), "Bruno Noël");
    Page second = find(visits.as(LogIn.MANY), "Bruno Noël");
    openDialog(first);
    openDialog(second);
    button(first, "Reset").click();
    assertThat(first.getByText("The conference ID was reset.")).isVisible();
    button(second, "Reset").click();
    assertThat(second.getByText("Somebody else has changed this meanwhile.")).isVisible();
    Visits.picture(second, "stale");
    assertThat(resets(visits, "bruno.noel")).isEqualTo(1);
  }

  @Test
  @DisplayName("An expired session ends in a clear page, and in no reset after logging in again")
  void expiredSession(Visits visits) {
    Page page = find(visits.as(LogIn.OPERATOR), "Hélène Durand");
    openDialog(page);
    BrowserContext context = page.context();
    context.clearCookies();
    button(page, "Reset").click();
    assertThat(page.getByText("Your session has ended")).isVisible();
    Visits.picture(page, "session-ended");
    assertThat(Visits.violations(page)).isEmpty();
    Visits.logIn(page, LogIn.OPERATOR);
    assertThat(resets(visits, "helene.durand")).isZero();
  }

  @Test
  @DisplayName("All of it works without a script")
  void withoutScript(Visits visits) {
    Page page =
        find(visits.as(LogIn.OPERATOR, how -> how.setJavaScriptEnabled(false)), "Bruno Garnier");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(RESET)).click();
    assertThat(page.locator("#confirm")).isVisible();
    button(page, "Reset").click();
    assertThat(page.getByText("The conference ID was reset.")).isVisible();
    assertThat(resets(visits, "bruno.garnier")).isEqualTo(1);
  }

  @Test
  @DisplayName("Who only looks sees no button that changes something")
  void viewerHasNoButtons(Visits visits) {
    Page page = find(visits.as(LogIn.VIEWER), "Étienne Garnier");
    assertThat(page.getByText(RESET)).hasCount(0);
    assertThat(page.locator("#main button")).hasCount(0);
    Visits.picture(page, "viewer");
  }
}
