package org.conferenceid;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses core =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.conferenceid");

  @Test
  @DisplayName("The core needs nothing but the JDK and slf4j-api")
  void dependsOnNothingElse() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.conferenceid..", "java..", "org.slf4j", "org.jspecify.annotations")
        .check(core);
  }

  @Test
  @DisplayName("At run time the module asks for slf4j only")
  void moduleRequiresOnlySlf4j() {
    Set<String> required =
        ModuleFinder.of(Path.of("target", "classes"))
            .find("org.conferenceid.core")
            .orElseThrow()
            .descriptor()
            .requires()
            .stream()
            .filter(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
            .map(ModuleDescriptor.Requires::name)
            .collect(Collectors.toSet());
    assertThat(required).containsExactlyInAnyOrder("java.base", "org.slf4j");
  }

  @Test
  @DisplayName("B5: nothing has a place for a PIN")
  void hasNoPlaceForAPin() {
    noFields().should().haveNameMatching("(pin|PIN|.*(Pin|_pin|_PIN))s?([A-Z_].*)?").check(core);
    noMethods().should().haveNameMatching("(pin|.*Pin)s?([A-Z].*)?").check(core);
    noClasses().should().haveNameMatching(".*\\.(Pin|PIN)([A-Z].*)?").check(core);
  }

  @Test
  @DisplayName("Nothing reads the machine's clock or environment behind one's back")
  void takesTimeAndEnvironmentFromOutside() {
    noClasses().should().callMethod(java.time.Instant.class, "now").check(core);
    noClasses().should().callMethod(System.class, "getenv", String.class).check(core);
    noClasses().should().callMethod(System.class, "getProperty", String.class).check(core);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .check(core);
  }
}
