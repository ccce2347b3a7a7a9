package org.conferenceid.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.spring.console.ConsoleApplication.AMELIE;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spring.console.Console.Person;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.ForEverybody;
import org.conferenceid.spring.console.page.References;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may do what: buttons are absent without the right, and the request is refused. */
@ConsoleTest
class RolesTest {
  @Autowired Console console;
  @Autowired Administration administration;
  @Autowired References references;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping pages;

  private Person person(String role) {
    return switch (role) {
      case "nobody" -> console.nobody();
      case "none" -> console.person("none", "ROLE_USER");
      case "view" -> console.viewer();
      case "operate" -> console.operator();
      default -> console.head();
    };
  }

  @ParameterizedTest(
      name = "{0} {1}: nobody {2}, without a role {3}, view {4}, operate {5}, many {6}")
  @DisplayName("Roles and actions")
  @CsvSource({
    "GET,  /users,              303, 403, 200, 200, 200",
    "POST, /users,              303, 403, 303, 303, 303",
    "POST, /users/by-id,        303, 403, 303, 303, 303",
    "GET,  /users/USER,         303, 403, 200, 200, 200",
    "GET,  /users/USER/reset,   303, 403, 403, 200, 200",
    "POST, /users/USER/reset,   303, 403, 403, 303, 303",
    "GET,  /users/USER/disable, 303, 403, 403, 200, 200",
    "POST, /users/USER/disable, 303, 403, 403, 303, 303",
    "POST, /users/USER/enable,  303, 403, 403, 303, 303",
    "POST, /users/USER/inform,  303, 403, 403, 303, 303",
    "POST, /users/USER/reveal,  303, 403, 403, 303, 303",
  })
  void decides(String method, String path, int nobody, int none, int view, int operate, int many) {
    List<String> roles = List.of("nobody", "none", "view", "operate", "many");
    List<Integer> expected = List.of(nobody, none, view, operate, many);
    for (int i = 0; i < roles.size(); i++) {
      administration.enable(AMELIE);
      String page = path.replace("USER", references.of(AMELIE));
      Person person = person(roles.get(i));
      String[] form = {
        "text", "a", "id", "1234567", "key", "k-" + method + path + i, "version", "" + version()
      };
      int entries = entries();
      assertThat(method.equals("GET") ? person.open(page) : person.send(page, form))
          .as(roles.get(i))
          .hasStatus(expected.get(i));
      if (expected.get(i) == 403 || roles.get(i).equals("nobody")) {
        assertThat(entries()).as("nothing was done by " + roles.get(i)).isEqualTo(entries);
      }
    }
  }

  private long version() {
    return administration.find(AMELIE).orElseThrow().version();
  }

  private int entries() {
    return administration.audit(AuditQuery.all()).items().size();
  }

  @Test
  @DisplayName("Every page of every group needs a role, but for those that concern nobody else")
  void leavesNoPageOpen() {
    Set<String> open = Set.of("sessionEnded", "fileRefused", "notFound", "file", "start");
    pages
        .getHandlerMethods()
        .forEach(
            (RequestMappingInfo mapping, HandlerMethod page) -> {
              if (!page.getBeanType().isAnnotationPresent(ConsolePages.class)) {
                return;
              }
              if (page.hasMethodAnnotation(ForEverybody.class)) {
                assertThat(page.getMethod().getName()).isIn(open);
                return;
              }
              String path =
                  mapping
                      .getPatternValues()
                      .iterator()
                      .next()
                      .replaceAll("\\{[^}]*}", references.of(AMELIE));
              Person none = person("none");
              boolean reads =
                  mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET);
              assertThat(reads ? none.open(path) : none.send(path)).as(path).hasStatus(403);
            });
  }

  @Test
  @DisplayName("A session that ended ends every form in the same clear page, and does nothing")
  void endsEveryForm() {
    administration.enable(AMELIE);
    int entries = entries();
    List<String> forms =
        pages.getHandlerMethods().entrySet().stream()
            .filter(one -> one.getValue().getBeanType().isAnnotationPresent(ConsolePages.class))
            .map(Map.Entry::getKey)
            .filter(one -> one.getMethodsCondition().getMethods().contains(RequestMethod.POST))
            .map(one -> one.getPatternValues().iterator().next())
            .map(path -> path.replaceAll("\\{[^}]*}", references.of(AMELIE)))
            .toList();
    assertThat(forms).hasSizeGreaterThan(15);
    for (String form : forms) {
      for (MvcTestResult answer :
          List.of(console.nobody().send(form), console.nobody().post(form).exchange())) {
        assertThat(answer)
            .as(form)
            .hasStatus(303)
            .hasHeader("Location", "/conference/session-ended");
      }
    }
    assertThat(entries()).isEqualTo(entries);
  }

  @Test
  @DisplayName(
      "Who may only look sees no button that changes something, and no hint that an ID could be"
          + " shown")
  void hidesButtons() {
    administration.enable(AMELIE);
    assertThat(console.viewer().open("/users/" + references.of(AMELIE)))
        .hasStatusOk()
        .bodyText()
        .doesNotContain("/reset", "/reveal", "/inform", "/disable", "/enable")
        .doesNotContain("Show the ID");
    assertThat(console.operator().open("/users/" + references.of(AMELIE)))
        .bodyText()
        .contains("/reset", "/reveal", "/inform", "/disable");
  }
}
