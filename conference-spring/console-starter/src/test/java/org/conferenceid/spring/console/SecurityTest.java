package org.conferenceid.spring.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ConsoleTest
class SecurityTest {
  @Autowired Console console;

  @Test
  @DisplayName("Who is not signed in is sent to sign in, and comes back")
  void signsIn() {
    MvcTestResult result = console.nobody().open("/users");
    assertThat(result).hasStatus(303).hasHeader("Location", "/login");
    assertThat(result.getRequest().getSession().getAttribute("SPRING_SECURITY_SAVED_REQUEST"))
        .asString()
        .contains("/conference/users");
  }

  @Test
  @DisplayName("Who is signed in can sign out with a form where the application says so")
  void signsOut() {
    assertThat(console.viewer().open("/users"))
        .bodyText()
        .containsPattern("<form method=\"post\" action=\"/logout\">.*name=\"_csrf\"")
        .contains("Sign out");
    assertThat(console.nobody().open("/session-ended")).bodyText().doesNotContain("Sign out");
  }

  @Test
  @DisplayName("A form without a token is refused, and a clear page says that nothing was done")
  void demandsToken() {
    MvcTestResult result = console.operator().post("/users", "text", "a").exchange();
    assertThat(result).hasStatus(303).hasHeader("Location", "/conference/session-ended");
    assertThat(console.nobody().open("/session-ended"))
        .hasStatusOk()
        .bodyText()
        .contains("Your session has ended", "was not carried out");
  }

  @Test
  @DisplayName("A part of a page that comes too late leads to the same page")
  void redirectsParts() {
    assertThat(console.nobody().get("/users").header("HX-Request", "true").exchange())
        .hasStatus(401)
        .hasHeader("HX-Redirect", "/conference/session-ended");
  }

  @Test
  @DisplayName(
      "Nothing runs but the console's own files, in no frame, with no referrer, and nothing is"
          + " kept")
  void sendsHeaders() {
    assertThat(console.viewer().open("/users"))
        .hasHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
                + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        .hasHeader("Referrer-Policy", "no-referrer")
        .hasHeader("X-Frame-Options", "DENY")
        .hasHeader("X-Content-Type-Options", "nosniff")
        .hasHeader("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate")
        .bodyText()
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContain("<style", " style=", " onclick=", "javascript:");
  }

  @Test
  @DisplayName("Without a role there is a page that says so")
  void refusesWithoutRole() {
    assertThat(console.person("anybody").open("/users"))
        .hasStatus(403)
        .bodyText()
        .contains("You have no permission for this")
        .doesNotContain("Amélie");
  }

  @Test
  @DisplayName("Files for the browser are kept for long, and nothing else is served with them")
  void servesFiles() throws UnsupportedEncodingException {
    String page = console.viewer().open("/users").getResponse().getContentAsString();
    for (String name : new String[] {"console.css", "console.js", "htmx.min.js"}) {
      String path =
          page.replaceFirst("(?s).*\"(/conference/assets/[0-9a-f]+/" + name + ")\".*", "$1");
      assertThat(console.nobody().open(path))
          .hasStatusOk()
          .hasHeader("Cache-Control", "max-age=31536000, private, immutable");
      assertThat(console.nobody().open(path + ".bak")).hasStatus(404);
    }
  }

  @Test
  @DisplayName("Pages outside the console stay as the application secures them")
  void leavesOthersAlone() {
    assertThat(console.nobody().get("/users").exchange()).hasStatus(303);
    assertThat(console.nobody().other("/elsewhere")).hasStatus4xxClientError();
  }
}
