package org.conferenceid.examples.adminconsole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.conferenceid.Lockout;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.delivery.NotificationDispatcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The console before anybody is enabled, and when something it needs is away. */
@Tag("browser")
@ExtendWith(Stage.class)
class EmptyInBrowserTest {
  private static final List<Language> LANGUAGES = List.of(Language.EN, Language.AR);
  private static final String SOMEBODY =
      "insert into example_people values ('somebody', 'Somebody', 'somebody@example.org', 'en')";

  /** Properties that make one ID deserve a warning. */
  private static final List<String> THRESHOLDS =
      List.of("conference.capacity.live-density", "conference.capacity.occupancy");

  @TempDir Path folder;

  private final List<String> wrong = new ArrayList<>();

  @Test
  @DisplayName("axe finds nothing where there is nothing to show, or a warning, or no database")
  void emptyAndAway(Visits visits) throws Exception {
    Path ids = folder.resolve("ids.db");
    keepFromAddingPeople(ids);
    THRESHOLDS.forEach(threshold -> System.setProperty(threshold, "0.0000001"));
    Stage.Example example;
    try {
      example = Stage.start(ids);
    } finally {
      THRESHOLDS.forEach(System::clearProperty);
    }
    Visits there = visits.at(example);
    try {
      look(there, example);
    } finally {
      there.close();
      example.application().close();
    }
    assertThat(wrong).isEmpty();
  }

  private static void keepFromAddingPeople(Path ids) throws Exception {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + ids);
        Statement statement = database.createStatement()) {
      statement.execute(
          "create table example_people (login varchar(100) primary key,"
              + " name varchar(100) not null, address varchar(254), language varchar(20) not null)");
      statement.execute(SOMEBODY);
    }
  }

  private void look(Visits visits, Stage.Example example) {
    JdbcTemplate jdbc = example.application().getBean(JdbcTemplate.class);
    jdbc.execute("delete from example_people");
    AutoAttendant attendant = example.application().getBean(AutoAttendant.class);
    attendant.lockouts(1000).stream().map(Lockout::caller).forEach(attendant::lift);
    List<Page> pages =
        LANGUAGES.stream()
            .map(one -> visits.as(LogIn.MANY, how -> how.setLocale(one.name())))
            .toList();
    for (String page :
        List.of("users", "mail", "audit", "capacity", "callers", "rotation?days=0")) {
      look(pages, "/conference/" + page, page.replaceAll("\\W.*", "") + "-empty");
    }
    look(pages, "/inbox", "example-inbox-empty");

    jdbc.execute(SOMEBODY);
    example.application().getBean(NotificationDispatcher.class).stop();
    example.application().getBean(Administration.class).enable(UserId.of("somebody"));
    look(pages, "/conference/mail", "mail-waiting");
    look(pages, "/conference/capacity", "capacity-warning");

    example.application().getBean(HikariDataSource.class).close();
    look(pages, "/conference/capacity", "store-away");
    visits.expectComplaint("503");
  }

  private void look(List<Page> pages, String path, String state) {
    for (int i = 0; i < pages.size(); i++) {
      Look.LIGHT.show(pages.get(i));
      pages.get(i).navigate(path);
      wrong.addAll(LANGUAGES.get(i).look(pages.get(i), state));
    }
  }
}
