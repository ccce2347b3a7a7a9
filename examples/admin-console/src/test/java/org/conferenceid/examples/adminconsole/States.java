package org.conferenceid.examples.adminconsole;

import static org.conferenceid.examples.adminconsole.LogIn.MANY;
import static org.conferenceid.examples.adminconsole.LogIn.OPERATOR;
import static org.conferenceid.examples.adminconsole.LogIn.ORGANIZER;
import static org.conferenceid.examples.adminconsole.LogIn.VIEWER;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.spring.console.page.References.Kind;

/** All that a reader may meet in the console of the example. */
final class States {
  private static final String NOTICE = ".notice";
  private static final String REVEAL = "/reveal";

  /** More than anybody may make before being locked out. */
  private static final int GUESSES = 40;

  private static final UserId LONG =
      UserId.of("an-account-whose-key-is-an-address-of-seventy-letters@department.example.org");

  /** From here on nobody has one. */
  private static final int FREE_ID = 7_306_152;

  private final List<State> all = new ArrayList<>();

  private States() {}

  /** Those that nobody meets without a script. */
  static final List<String> SCRIPTED = List.of("users-found", "users-searching");

  static List<State> all() {
    States states = new States();
    states.example();
    states.users();
    states.oneUser();
    states.windows();
    states.many();
    states.around();
    states.own();
    states.problems();
    return states.all;
  }

  private void add(String name, LogIn person, Consumer<Scene> way) {
    all.add(new State(name, person, way));
  }

  /** A page that needs nothing but its path. */
  private void add(String name, LogIn person, String path) {
    add(name, person, scene -> scene.open(path));
  }

  private void users() {
    add("users", OPERATOR, "users");
    add(
        "users-found",
        OPERATOR,
        scene -> {
          scene.open("users");
          scene.page().locator("#text").fill("am");
          scene.page().waitForURL("**/users?search=*");
        });
    add(
        "users-searching",
        OPERATOR,
        scene -> {
          scene.open("users");
          scene.page().route("**/conference/users", answer -> {});
          scene.page().locator("#text").fill("am");
          scene.page().locator(".htmx-request").waitFor();
        });
    add("users-not-found", OPERATOR, scene -> search(scene, "zzzz", ".empty"));
    add("users-no-id", OPERATOR, scene -> searchById(scene, "12"));
    add(
        "users-retired-id",
        OPERATOR,
        scene -> {
          UserId user = scene.anybody();
          ConferenceId id =
              scene.bean(Administration.class).find(user).orElseThrow().id().orElseThrow();
          scene.reset(user);
          searchById(scene, id.digits());
        });
  }

  private static void search(Scene scene, String text, String expected) {
    scene.open("users");
    scene.page().locator("#text").fill(text);
    scene.page().locator("#text").press("Enter");
    scene.page().locator(expected).waitFor();
  }

  private static void searchById(Scene scene, String id) {
    scene.open("users");
    scene.page().locator(".by-id summary").click();
    scene.page().locator("#id").fill(id);
    scene.page().locator("#id").press("Enter");
    scene.page().locator(NOTICE).waitFor();
  }

  private void oneUser() {
    UserId off = MadeUpPeople.all().get(24).user();
    UserId withoutAddress = MadeUpPeople.all().get(119).user();
    add("user", OPERATOR, scene -> scene.open(scene.anybody()));
    add("user-viewed", VIEWER, scene -> scene.open(scene.anybody()));
    add("user-off", OPERATOR, scene -> scene.open(off));
    add("user-off-viewed", VIEWER, scene -> scene.open(off));
    add("user-without-address", OPERATOR, scene -> scene.open(withoutAddress));
    add(
        "user-long-key",
        OPERATOR,
        scene -> {
          String reason = "A reason of one word, as some write them: " + "Donau".repeat(30);
          scene.bean(Administration.class).enable(EnableRequest.of(LONG).by("x").reason(reason));
          scene.open(LONG);
        });
    add(
        "user-shown",
        OPERATOR,
        scene -> {
          scene.open(scene.anybody());
          scene.send(REVEAL, "#shown-id");
          for (Locator part : scene.page().locator("summary").all()) {
            part.click();
          }
        });
    add("user-reset", OPERATOR, scene -> reset(scene, scene.anybody(), "#shown-id"));
    add(
        "user-stale",
        OPERATOR,
        scene -> {
          UserId user = scene.anybody();
          scene.open(user);
          scene.dialog("/reset");
          scene.reset(user);
          scene.send("/reset", NOTICE + ".warn");
        });
  }

  private static void reset(Scene scene, UserId user, String expected) {
    scene.open(user);
    scene.dialog("/reset");
    scene.send("/reset", expected);
  }

  private void windows() {
    UserId withoutAddress = MadeUpPeople.all().get(119).user();
    for (String window : List.of("/reset", "/disable")) {
      String name = window.substring(1);
      add(
          name + "-window",
          OPERATOR,
          scene -> {
            scene.open(scene.anybody());
            scene.dialog(window);
          });
      add(
          name + "-page",
          OPERATOR,
          scene -> {
            scene.open(scene.anybody());
            scene.page().navigate(scene.page().url() + window);
          });
    }
    add(
        "reset-window-without-address",
        OPERATOR,
        scene -> {
          scene.open(withoutAddress);
          scene.dialog("/reset");
        });
    add(
        "reset-window-off",
        OPERATOR,
        scene -> {
          UserId user = scene.anybody();
          scene.open(user);
          scene.bean(Administration.class).disable(user);
          scene.dialog("/reset");
        });
    add(
        "resend-window",
        MANY,
        scene -> {
          scene.open("mail");
          scene.dialog("/mail/resend-all");
        });
    add("resend-page", MANY, "mail/resend-all");
  }

  private void many() {
    add("many", MANY, "many");
    add("many-refused", MANY, scene -> check(scene, " ", NOTICE + ".bad"));
    add(
        "many-checked",
        MANY,
        scene -> check(scene, scene.anybody() + "\nnobody.at.all", "#confirm"));
    add("many-nobody", MANY, scene -> check(scene, "nobody.at.all", ".empty"));
    add(
        "many-wrong-number",
        MANY,
        scene -> {
          check(scene, scene.anybody() + "\n" + scene.anybody(), "#confirm");
          scene.page().locator("#confirm").fill("3");
          scene.send("/many/start", NOTICE + ".bad");
        });
    add(
        "run-finished",
        MANY,
        scene -> {
          check(scene, scene.anybody() + "\nnobody.at.all\n" + LONG + "s", "#confirm");
          scene.page().locator("#confirm").fill("1");
          scene.send("/many/start", "#progress");
          scene.reloadUntil("#progress .facts-list");
        });
    add("run-running", MANY, States::start);
    add(
        "run-stopped",
        MANY,
        scene -> {
          scene.send("/stop", "#progress"); // of the run before
          scene.reloadUntil("form[action$='/resume']");
        });
    add(
        "run-elsewhere",
        MANY,
        scene -> {
          String run = "RESET\nfalse\n5\nsome-key\ntrue\n0\nmany\nsome reason\n";
          scene.open("many/run/" + scene.reference(Kind.RUN, run));
          scene.page().locator("#progress").waitFor();
        });
  }

  private static void check(Scene scene, String list, String expected) {
    scene.open("many");
    scene.page().locator("[name=whom][value=list]").check();
    scene.page().locator("#users").fill(list);
    scene.send("/many/check", expected);
  }

  /** A slow run for everybody, which the next one under another key does not disturb. */
  private static void start(Scene scene) {
    scene.open("many");
    scene.page().locator("[name=action][value=INFO]").check();
    scene.page().locator("#perSecond").fill("1");
    scene.send("/many/check", "#confirm");
    scene.page().locator("#confirm").fill(scene.page().locator("[name=total]").inputValue());
    scene.send("/many/start", "#stop");
  }

  private void around() {
    add("mail", MANY, "mail");
    add("mail-viewed", VIEWER, "mail");
    add("audit", VIEWER, "audit");
    add(
        "audit-not-found",
        VIEWER,
        scene -> {
          scene.open("audit");
          scene.page().locator("#user").fill("zzzz");
          scene.send("/audit", ".empty");
        });
    add("capacity", VIEWER, "capacity");
    add(
        "callers",
        OPERATOR,
        scene -> {
          lockOut(scene, "+33639980098");
          scene.open("callers");
        });
    add("callers-viewed", VIEWER, "callers");
    add("rotation", VIEWER, "rotation?days=0");
    add("rotation-none", VIEWER, "rotation?days=3650");
    add("adoption", MANY, "adoption");
    add("adoption-empty", MANY, scene -> adopt(scene, " ", NOTICE + ".bad"));
    add(
        "adoption-problems",
        MANY,
        scene -> adopt(scene, "user,id\n" + free(scene) + "\nnew.two,12\n,7306153\n", ".rows"));
    add(
        "adoption-done",
        MANY,
        scene -> {
          adopt(scene, free(scene), ".figures");
          scene.send("/adoption", NOTICE + ".good");
        });
  }

  static void lockOut(Scene scene, String number) {
    for (int guess = 0; guess < GUESSES; guess++) {
      scene.bean(AutoAttendant.class).admit("1000" + (100 + guess), Caller.of(number));
    }
  }

  /** A line that can be brought in. */
  private static String free(Scene scene) {
    int number = scene.number();
    return "brought.in." + number + "," + (FREE_ID + 91 * number);
  }

  private static void adopt(Scene scene, String list, String expected) {
    scene.open("adoption");
    scene.page().locator("#list").fill(list);
    scene.send("/adoption/check", expected);
  }

  private void own() {
    add("own", ORGANIZER, "own");
    add("own-off", MANY, "own");
    add("own-reset-page", ORGANIZER, "own/reset");
    add(
        "own-reset-window",
        ORGANIZER,
        scene -> {
          scene.open("own");
          scene.dialog("/own/reset");
        });
    add(
        "own-reset",
        ORGANIZER,
        scene -> {
          scene.open("own");
          scene.dialog("/own/reset");
          scene.send("/own/reset", NOTICE + ".good");
        });
    add("own-meetings", ORGANIZER, scene -> handIn(scene, calendar(scene), "[download]"));
    add(
        "own-meetings-unchanged",
        ORGANIZER,
        scene -> handIn(scene, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", ".crumbs"));
    add("own-meetings-refused", ORGANIZER, scene -> handIn(scene, "no calendar", NOTICE + ".warn"));
  }

  private static String calendar(Scene scene) {
    ExampleCalendar calendar =
        new ExampleCalendar(scene.bean(AudioConferencing.class), scene.bean(People.class));
    return new String(
        calendar.meetings(ORGANIZER::user).getBody(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void handIn(Scene scene, String file, String expected) {
    scene.open("own");
    scene.handIn(file);
    scene.send("/own/meetings", expected);
  }

  private void problems() {
    add("no-page", OPERATOR, "nowhere");
    add("no-permission", VIEWER, "many");
    add("no-role", ORGANIZER, "users");
    add("session-ended", VIEWER, "session-ended");
    add("file-refused", ORGANIZER, "file-refused");
    add("unknown-link", VIEWER, "users/AAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    add(
        "unreadable",
        VIEWER,
        scene -> scene.open("audit?filter=" + scene.reference(Kind.FILTER, "from=tomorrow")));
  }

  private void example() {
    for (LogIn person : List.of(MANY, ORGANIZER)) {
      String name = person.name().toLowerCase(Locale.ROOT);
      add("example-start-" + name, person, scene -> scene.page().navigate("/"));
    }
    add("example-login", VIEWER, scene -> scene.page().navigate("/login"));
    add("example-login-refused", VIEWER, scene -> scene.page().navigate("/login?error"));
    add("example-inbox", VIEWER, scene -> scene.page().navigate("/inbox"));
    add("example-letter", VIEWER, scene -> scene.page().navigate("/inbox/1"));
  }
}
