package org.conferenceid.examples.adminconsole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.examples.support.Person;
import org.conferenceid.examples.support.UsageException;
import org.conferenceid.spring.console.UserSearch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The example starts as its command starts it, and somebody can log in. */
class AdminConsoleTest {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  @TempDir Path folder;

  @Test
  @DisplayName("The made-up people are always the same ones, with a key and an address each")
  void makesPeopleUp() {
    List<Person> people = MadeUpPeople.all();
    assertThat(people).hasSize(MadeUpPeople.NUMBER);
    assertThat(people).extracting(Person::user).doesNotHaveDuplicates();
    assertThat(people).extracting(person -> person.recipient().name()).doesNotHaveDuplicates();
    assertThat(people).isEqualTo(MadeUpPeople.all());
    assertThat(people.get(0).user()).isEqualTo(UserId.of(LogIn.ORGANIZER.user()));
  }

  @Test
  @DisplayName("A command line that makes no sense is refused")
  void refusesNonsense() {
    for (String[] args : new String[][] {{"--port"}, {"--jdbc"}, {"people.csv"}, {"--id", "1"}}) {
      assertThatThrownBy(() -> Options.parse(args)).isInstanceOf(UsageException.class);
    }
    assertThatThrownBy(() -> Options.parse("--port", "70000"))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  @DisplayName("B17: a viewer logs in, finds the console, and mails are in the inbox")
  void logsIn() throws Exception {
    try (ConfigurableApplicationContext context = start(folder)) {
      URI start = start(context);
      HttpClient browser = browser();
      assertThat(get(browser, start)).contains("Log in", "operator");
      assertThat(logIn(browser, start, LogIn.VIEWER))
          .contains("Open the console", "Open the inbox")
          .doesNotContain("calendar file");
      assertThat(get(browser, start.resolve("/conference/users"))).contains("example.org");
      assertThat(get(browser, start.resolve("/inbox"))).contains("Inbox");
      assertThat(context.getBean(People.class).find(search("AMÉLIE dur")))
          .extracting(user -> user.id().value())
          .contains("amelie.durand");
    }
  }

  @Test
  @DisplayName("B16: an organizer has a page to hand a calendar file in, and a file that needs it")
  void handsOutCalendar() throws Exception {
    try (ConfigurableApplicationContext context = start(folder)) {
      URI start = start(context);
      HttpClient browser = browser();
      assertThat(logIn(browser, start, LogIn.ORGANIZER)).contains("Download a calendar file");
      UserId organizer = UserId.of(LogIn.ORGANIZER.user());
      String old = context.getBean(Administration.class).formerIds(organizer).get(0).grouped();
      assertThat(get(browser, start.resolve("/meetings.ics")))
          .startsWith("BEGIN:VCALENDAR\r\n")
          .contains(old, "ORGANIZER:mailto:amelie.durand@example.org");
      assertThat(get(browser, start.resolve("/conference/own"))).contains("type=\"file\"");
    }
  }

  private static ConfigurableApplicationContext start(Path folder) throws UsageException {
    return AdminConsole.start(
        Options.parse("--port", "0", "--jdbc", "jdbc:sqlite:" + folder.resolve("ids.db")));
  }

  private static URI start(ConfigurableApplicationContext context) {
    int port = ((WebServerApplicationContext) context).getWebServer().getPort();
    return URI.create("http://localhost:" + port + "/");
  }

  private static HttpClient browser() {
    return HttpClient.newBuilder()
        .cookieHandler(new CookieManager())
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }

  /** The page that comes after logging in. */
  private static String logIn(HttpClient browser, URI start, LogIn person)
      throws IOException, InterruptedException {
    Matcher token = TOKEN.matcher(get(browser, start));
    assertThat(token.find()).isTrue();
    String name = person.user();
    HttpRequest form =
        HttpRequest.newBuilder(start.resolve("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "username=" + name + "&password=" + name + "&_csrf=" + token.group(1)))
            .build();
    return browser.send(form, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static UserSearch search(String text) {
    return new UserSearch(text, Optional.empty(), 25);
  }

  private static String get(HttpClient browser, URI page) throws IOException, InterruptedException {
    return browser
        .send(
            HttpRequest.newBuilder(page).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .body();
  }
}
