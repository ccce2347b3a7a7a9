package org.conferenceid;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "org.conferenceid";

  /** It composes all the others, and stands in the root because a reader begins there. */
  private static final String COMPOSITION_ROOT = ROOT + ".AudioConferencing";

  private final JavaClasses core =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.conferenceid");

  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return isComposition(type)
              ? SliceIdentifier.ignore()
              : SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  /** What each package may use of the core, from the bottom up: a row names only rows above it. */
  private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("", Set.of());
    MAY_USE.put(".guard", Set.of(""));
    MAY_USE.put(".audit", Set.of(""));
    MAY_USE.put(".capacity", Set.of(""));
    MAY_USE.put(".texts", Set.of(""));
    MAY_USE.put(".invitation", Set.of("", ".guard", ".texts"));
    MAY_USE.put(".change", Set.of(""));
    MAY_USE.put(".spi", Set.of("", ".guard", ".audit", ".capacity", ".invitation", ".change"));
    MAY_USE.put(".internal", Set.of("", ".guard", ".capacity", ".change", ".spi"));
    MAY_USE.put(".bulk", Set.of("", ".guard", ".capacity", ".change", ".spi", ".internal"));
    MAY_USE.put(".adoption", Set.of("", ".guard", ".change", ".spi", ".internal"));
    MAY_USE.put(".administration", Set.copyOf(MAY_USE.keySet()));
    MAY_USE.put(".attendant", Set.of("", ".guard", ".spi", ".internal"));
    MAY_USE.put(".delivery", Set.of("", ".guard", ".audit", ".invitation", ".spi", ".internal"));
  }

  @Test
  @DisplayName("Packages use each other in one direction only")
  void packagesFormNoCircle() {
    slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(core);
    Set<String> above = new HashSet<>();
    MAY_USE.forEach(
        (name, used) -> {
          assertThat(above).as(name).containsAll(used);
          above.add(name);
        });
  }

  @Test
  @DisplayName("Each package uses only what stands below it")
  void packagesUseOnlyWhatStandsBelow() {
    assertThat(core)
        .extracting(type -> type.getPackageName().substring(ROOT.length()))
        .hasSameElementsAs(MAY_USE.keySet());
    MAY_USE.forEach(
        (name, used) ->
            classes()
                .that(areIn(own -> own.equals(ROOT + name)))
                .and(DescribedPredicate.describe("compose nothing", type -> !isComposition(type)))
                .should()
                .onlyDependOnClassesThat(
                    areIn(
                        other ->
                            !other.startsWith(ROOT)
                                || other.equals(ROOT + name)
                                || used.contains(other.substring(ROOT.length()))))
                .as("org.conferenceid" + name + " uses only " + used)
                .check(core));
  }

  @Test
  @DisplayName("No package has more types than a reader takes in")
  void packagesAreSmall() {
    Map<String, Long> types =
        StreamSupport.stream(core.spliterator(), false)
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(types).allSatisfy((name, count) -> assertThat(count).as(name).isBetween(1L, 26L));
  }

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

  private static boolean isComposition(JavaClass type) {
    return type.getName().startsWith(COMPOSITION_ROOT);
  }

  private static DescribedPredicate<JavaClass> areIn(Predicate<String> packages) {
    return DescribedPredicate.describe(
        "are in the packages", type -> packages.test(type.getPackageName()));
  }
}
