package org.conferenceid.examples.adminconsole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page, window and message of the console, as each kind of reader meets it. */
@Tag("browser")
@ExtendWith(Stage.class)
class StatesInBrowserTest {

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("axe finds nothing on any page or window, and nothing stands beyond the edge")
  void everyState(Language language, Visits visits) {
    Map<LogIn, Page> windows = new EnumMap<>(LogIn.class);
    List<String> wrong = new ArrayList<>();
    for (State state : States.all()) {
      Page page =
          windows.computeIfAbsent(
              state.person(), who -> visits.as(who, how -> how.setLocale(language.name())));
      Look.LIGHT.show(page);
      state.way().accept(visits.scene(page));
      wrong.addAll(language.look(page, state.name()));
      page.unroute("**/conference/users"); // answered by nobody in one state
    }
    for (String status : List.of("400", "403", "404")) {
      visits.expectComplaint(status);
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  @DisplayName("Every page and message is reached without a script, too")
  void everyStateWithoutScript(Visits visits) {
    Map<LogIn, Page> windows = new EnumMap<>(LogIn.class);
    for (State state : States.all()) {
      if (!States.SCRIPTED.contains(state.name())) {
        Page page =
            windows.computeIfAbsent(
                state.person(), who -> visits.as(who, how -> how.setJavaScriptEnabled(false)));
        state.way().accept(visits.scene(page));
      }
    }
    for (String status : List.of("400", "403", "404")) {
      visits.expectComplaint(status);
    }
  }
}
