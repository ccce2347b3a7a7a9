package org.conferenceid.examples.adminconsole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import org.conferenceid.Caller;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.AutoAttendant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ways through the pages around the users. */
@Tag("browser")
@ExtendWith(Stage.class)
class PagesInBrowserTest {
  /** More than anybody may make before being locked out. */
  private static final int GUESSES = 40;

  @Test
  @DisplayName("B6: many at once, from the form to the result, on a page that follows it by itself")
  void manyAtOnce(Visits visits) {
    Page page = visits.as(LogIn.MANY);
    page.navigate("/conference/many");
    page.getByLabel("The users of the list below").check();
    page.getByLabel("List of users").fill("ben.hollis\nben.kettle\nnobody.at.all");
    page.getByLabel("Reason for the administrators (optional)").fill("a leaked list");
    button(page, "See whom it is about").click();
    assertThat(page.getByText("Users who get a new ID: 2")).isVisible();

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
    page.getByLabel("At most so many users a second (optional)").fill("1");
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
    Page another = visits.as(LogIn.MANY);
    another.navigate(page.url());
    button(another, "Stop").click();
    assertThat(heading(page, "Stopped")).isVisible();
    assertThat(page.locator("#said")).hasText("Stopped");
    assertThat(page.locator("progress")).hasAttribute("max", everybody);
  }

  @Test
  @DisplayName("B16, B18: an organizer hands a calendar file in by keyboard, and downloads it")
  void updatesMeetings(Visits visits) throws IOException {
    Page page = visits.as(LogIn.ORGANIZER);
    page.navigate("/");
    Download file =
        page.waitForDownload(
            () ->
                page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Download a calendar file"))
                    .click());
    page.navigate("/conference/own");
    page.locator("#file").focus();
    FileChooser chooser = page.waitForFileChooser(() -> page.keyboard().press("Enter"));
    chooser.setFiles(file.path());
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(heading(page, "Your meetings are updated")).isVisible();
    Locator link = page.locator("[download]");
    link.focus();
    Download updated = page.waitForDownload(() -> page.keyboard().press("Enter"));
    String id =
        visits
            .bean(Administration.class)
            .find(UserId.of(LogIn.ORGANIZER.user()))
            .orElseThrow()
            .id()
            .orElseThrow()
            .grouped();
    assertThat(Files.readString(updated.path())).contains(id);
    assertThat(updated.suggestedFilename()).isEqualTo("meetings.ics");
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
  @DisplayName(
      "B22: a search of the audit is a link that says nothing, and that another administrator can open")
  void linksToTheAudit(Visits visits) {
    Page page = visits.as(LogIn.VIEWER);
    page.navigate("/conference/audit");
    page.getByLabel("Done by").fill("import");
    button(page, "Search").click();
    assertThat(page.getByLabel("Done by")).hasValue("import");
    String link = page.url();
    assertThat(link).contains("filter=").doesNotContain("import");
    Page another = visits.as(LogIn.OPERATOR);
    another.navigate(link);
    assertThat(another.getByLabel("Done by")).hasValue("import");
    assertThat(another.locator(".rows tbody tr")).hasCount(25);
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
