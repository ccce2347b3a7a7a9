package org.conferenceid.examples.adminconsole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.conferenceid.Caller;
import org.conferenceid.attendant.AutoAttendant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page of the console, as each kind of reader meets it. */
@Tag("browser")
@ExtendWith(Stage.class)
class PagesInBrowserTest {
  private static final List<String> PAGES =
      List.of(
          "users",
          "mail",
          "mail/resend-all",
          "audit",
          "capacity",
          "callers",
          "many",
          "rotation?days=0",
          "rotation?days=3650",
          "adoption",
          "nowhere");

  /** The page of a user, and the windows to confirm something. */
  private static final List<String> OF_A_USER = List.of("", "/reset", "/disable");

  private static final List<String> OF_AN_ORGANIZER = List.of("own", "own/reset");
  private static final List<String> OF_THE_EXAMPLE = List.of("", "login", "inbox");

  /** More than anybody may make before being locked out. */
  private static final int GUESSES = 40;

  private static final int NARROW = 320;
  private static final int TWICE = 600;

  /** How a page is looked at: axe takes a second each time, so only what can differ is asked. */
  private enum Look {
    ALL,
    COLOURS,
    EDGES
  }

  static Stream<Arguments> readers() {
    return Stream.of(
        reader("light", Look.ALL, how -> how),
        reader("dark", Look.COLOURS, how -> how.setColorScheme(ColorScheme.DARK)),
        reader("320", Look.ALL, how -> how.setViewportSize(NARROW, 640)),
        reader("arabic-320", Look.ALL, how -> how.setLocale("ar").setViewportSize(NARROW, 640)),
        reader("arabic", Look.EDGES, how -> how.setLocale("ar")),
        reader(
            "zoom-200", Look.EDGES, how -> how.setViewportSize(TWICE, 400).setDeviceScaleFactor(2)),
        reader("french", Look.EDGES, how -> how.setLocale("fr-FR").setViewportSize(NARROW, 640)),
        reader("german", Look.EDGES, how -> how.setLocale("de-DE").setViewportSize(NARROW, 640)),
        reader("forced-colours", Look.EDGES, how -> how.setForcedColors(ForcedColors.ACTIVE)));
  }

  private static Arguments reader(
      String name, Look look, UnaryOperator<Browser.NewContextOptions> how) {
    return Arguments.of(name, look, how);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  @DisplayName("axe finds nothing on any page, and nothing stands beyond the edge")
  void everyPage(
      String name, Look look, UnaryOperator<Browser.NewContextOptions> how, Visits visits) {
    Page page = visits.as(LogIn.MANY, how);
    lockOut(visits, "+33639980098");
    for (String path : PAGES) {
      check(page, "/conference/" + path, path.replaceAll("[^a-z0-9]+", "-"), name, look);
    }
    visits.expectComplaint("404");
    page.navigate("/conference/users");
    String user = page.locator(".rows .name").first().getAttribute("href");
    for (String path : OF_A_USER) {
      check(page, user + path, "user" + path.replace("/", "-"), name, look);
    }
    for (String path : OF_THE_EXAMPLE) {
      check(page, "/" + path, "example-" + path, name, look);
    }
    page.navigate("/conference/users");
    assertThat(page.locator("html")).hasAttribute("dir", name.startsWith("arabic") ? "rtl" : "ltr");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  @DisplayName("B18: axe finds nothing on the organizer's own pages")
  void ownPages(
      String name, Look look, UnaryOperator<Browser.NewContextOptions> how, Visits visits) {
    Page page = visits.as(LogIn.ORGANIZER, how);
    for (String path : OF_AN_ORGANIZER) {
      check(page, "/conference/" + path, path.replace("/", "-"), name, look);
    }
  }

  private static void check(Page page, String path, String name, String reader, Look look) {
    page.navigate(path);
    Visits.picture(page, name + "-" + reader);
    List<String> wrong =
        switch (look) {
          case ALL -> Visits.violations(page);
          case COLOURS -> Visits.poorContrast(page);
          case EDGES -> List.of();
        };
    assertThat(wrong).as("violations on %s, %s", name, reader).isEmpty();
    assertThat(Visits.fits(page)).as("%s fits into the window, %s", name, reader).isTrue();
  }

  @Test
  @DisplayName("B6: many at once, from the form to the result, on a page that follows it by itself")
  void manyAtOnce(Visits visits) {
    Page page = visits.as(LogIn.MANY);
    page.navigate("/conference/many");
    page.getByLabel("The users of the list below").check();
    page.getByLabel("List of users").fill("ben.hollis\nben.kettle\nnobody.at.all");
    page.getByLabel("Reason, for the audit").fill("a leaked list");
    button(page, "See whom it is about").click();
    assertThat(page.getByText("Users who get a new ID: 2")).isVisible();
    Visits.picture(page, "many-check");
    assertThat(Visits.violations(page)).isEmpty();

    page.getByLabel("To confirm, type the number of users: 2").fill("3");
    button(page, "Reset IDs: 2").click();
    assertThat(page.getByText("This is not the number of users.")).isVisible();
    assertThat(Visits.violations(page)).isEmpty();
    visits.expectComplaint("400");

    page.getByLabel("To confirm, type the number of users: 2").fill("2");
    button(page, "Reset IDs: 2").click();
    assertThat(page.getByText("2 of 2")).isVisible();
    assertThat(heading(page, "Finished")).isVisible();
    page.reload();
    assertThat(page.getByText("2 of 2")).isVisible();
    Visits.picture(page, "many-run");
    assertThat(Visits.violations(page)).isEmpty();
    assertThat(page.url()).doesNotContain("/ben", "=ben", "run-");
  }

  @Test
  @DisplayName("B6: a run is stopped, and goes on with the rest under the same key")
  void stopsAndGoesOn(Visits visits) {
    Page page = visits.as(LogIn.MANY);
    page.navigate("/conference/many");
    page.getByLabel("Send conference information by e-mail").check();
    page.getByLabel("Users a second at most").fill("1");
    button(page, "See whom it is about").click();
    Locator confirm = page.locator("#confirm");
    String everybody = page.locator("[name=total]").inputValue();
    confirm.fill(everybody);
    confirm.press("Enter");
    Visits.picture(page, "many-running");
    button(page, "Stop").click();
    assertThat(heading(page, "Stopped")).isVisible();
    Visits.picture(page, "many-stopped");
    assertThat(Visits.violations(page)).isEmpty();
    String before = page.locator("progress").getAttribute("value");
    button(page, "Go on with the rest").click();
    assertThat(heading(page, "Running")).isVisible();
    assertThat(page.locator("progress")).not().hasAttribute("value", before);
    button(page, "Stop").click();
    assertThat(heading(page, "Stopped")).isVisible();
    assertThat(page.locator("progress")).hasAttribute("max", everybody);
  }

  @Test
  @DisplayName("B13: a list is checked line by line before it is adopted")
  void adopts(Visits visits) {
    Page page = visits.as(LogIn.MANY);
    page.navigate("/conference/adoption");
    page.getByLabel("List of users and IDs").fill("user,id\nnew.one,7306152\nnew.two,12\n");
    button(page, "Check the list").click();
    assertThat(page.getByText("Line 3")).isVisible();
    Visits.picture(page, "adoption-check");
    assertThat(Visits.violations(page)).isEmpty();
    button(page, "Bring in IDs: 1").click();
    assertThat(page.getByText("Brought in: 1.")).isVisible();
    assertThat(Visits.violations(page)).isEmpty();
  }

  @Test
  @DisplayName("B10, B20: all failed mails are sent again from a window; a lock-out is lifted")
  void resendsAndLifts(Visits visits) {
    Page page = visits.as(LogIn.MANY);
    page.navigate("/conference/mail");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Send all again")).click();
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    Visits.picture(page, "resend-dialog");
    assertThat(Visits.violations(page)).isEmpty();
    button(page, "Queue them again").click();
    assertThat(page.getByText("Queued again:")).isVisible();

    lockOut(visits, "+33639980099");
    page.navigate("/conference/callers");
    page.locator("form[action$='/callers/lift'] button").first().click();
    assertThat(page.getByText("The lock-out is lifted")).isVisible();
    assertThat(Visits.violations(page)).isEmpty();
  }

  @Test
  @DisplayName("B22: a search of the audit is a link that says nothing, and can be kept")
  void linksToTheAudit(Visits visits) {
    Page page = visits.as(LogIn.VIEWER);
    page.navigate("/conference/audit");
    page.getByLabel("Done by").fill("import");
    button(page, "Search").click();
    assertThat(page.getByLabel("Done by")).hasValue("import");
    String link = page.url();
    assertThat(link).contains("filter=").doesNotContain("import");
    page.navigate("/conference/users");
    page.navigate(link);
    assertThat(page.getByLabel("Done by")).hasValue("import");
    assertThat(page.locator(".rows tbody tr")).hasCount(25);
  }

  private static void lockOut(Visits visits, String number) {
    for (int guess = 0; guess < GUESSES; guess++) {
      visits.bean(AutoAttendant.class).admit("1000" + (100 + guess), Caller.of(number));
    }
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
