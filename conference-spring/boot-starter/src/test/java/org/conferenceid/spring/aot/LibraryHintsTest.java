package org.conferenceid.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;

class LibraryHintsTest {

  @Test
  @DisplayName("A native image takes every script, text and template of the library along")
  void takesAllResources() throws IOException {
    RuntimeHints hints = new RuntimeHints();
    SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
        .load(RuntimeHintsRegistrar.class)
        .stream()
        .filter(LibraryHints.class::isInstance)
        .forEach(registrar -> registrar.registerHints(hints, getClass().getClassLoader()));
    List<String> names = new ArrayList<>();
    for (String folder : List.of("invitation", "jdbc", "mail")) {
      for (Resource resource :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:org/conferenceid/" + folder + "/**/*.*")) {
        String url = resource.getURL().toString();
        if (!url.endsWith(".class")) {
          names.add(url.replaceFirst(".*(?=org/conferenceid/)", ""));
        }
      }
    }
    assertThat(names)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            name ->
                assertThat(hints)
                    .matches(RuntimeHintsPredicates.resource().forResource(name), name));
  }
}
