package org.conferenceid.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.conferenceid.UserId;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.mail.MailNotifier;
import org.conferenceid.tck.ConferenceStoreContract;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An application that depends on one of our modules has that module and what its POM brings. */
class ConsumerTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final String OURS = "org.conferenceid";

  @TempDir Path folder;

  /** One of our modules, and code that uses it. */
  enum Published {
    CORE(UserId.class, "org.conferenceid.UserId.of(\"amelie\")"),
    JDBC(JdbcConferenceStore.class, "org.conferenceid.jdbc.JdbcConferenceStore.of(null)"),
    MAIL(MailNotifier.class, "org.conferenceid.mail.MailNotifier.builder(null)"),
    TESTKIT(RecordingNotifier.class, "new org.conferenceid.testkit.RecordingNotifier()"),
    TCK(ConferenceStoreContract.class, "org.conferenceid.tck.ConferenceStoreContract.class");

    private final Class<?> member;
    private final String use;

    Published(Class<?> member, String use) {
      this.member = member;
      this.use = use;
    }

    String artifact() {
      return "conference-" + name().toLowerCase(Locale.ROOT);
    }

    String module() {
      return OURS + "." + name().toLowerCase(Locale.ROOT);
    }

    Path location() throws URISyntaxException {
      CodeSource source = member.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI());
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A module that requires one of ours compiles with what our POM brings, and no more")
  void compilesOnTheModulePath(Published published) throws Exception {
    write("module-info.java", "module app { requires " + published.module() + "; }");
    writeApp(published);
    assertThat(compile("--module-path", published)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("So does code on the class path")
  void compilesOnTheClassPath(Published published) throws Exception {
    writeApp(published);
    assertThat(compile("--class-path", published)).isEmpty();
  }

  @Test
  @DisplayName("The doubles bring no test framework; the contracts bring theirs")
  void bringsTestFrameworksWithTheContractsAlone() throws Exception {
    assertThat(names(Published.TESTKIT)).noneMatch(ConsumerTest::isOfATest);
    assertThat(names(Published.TCK)).anyMatch(ConsumerTest::isOfATest);
  }

  private static List<String> names(Published published) throws Exception {
    return brought(published).stream().map(path -> path.getFileName().toString()).toList();
  }

  private static boolean isOfATest(String jar) {
    return Stream.of("junit", "jqwik", "assertj", "opentest4j").anyMatch(jar::startsWith);
  }

  private void writeApp(Published published) throws IOException {
    write(
        "app/App.java",
        "package app; class App { Object used() { return " + published.use + "; } }");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve("src").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** What the compiler says, with all its warnings. */
  private String compile(String path, Published published) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-Xlint:all",
            "-Werror",
            "-proc:none",
            "-d",
            folder.resolve("classes").toString(),
            path,
            brought(published).stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(folder.resolve("src"))) {
      List<Path> all = sources.filter(Files::isRegularFile).toList();
      compiler
          .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(all))
          .call();
    }
    return said.toString();
  }

  /** The module, and what Maven gives to an application that depends on it. */
  private static List<Path> brought(Published published) throws Exception {
    Map<String, Path> found = new LinkedHashMap<>();
    add(OURS, published.artifact(), found);
    return List.copyOf(found.values());
  }

  private static void add(String group, String artifact, Map<String, Path> found) throws Exception {
    if (found.containsKey(artifact)) {
      return;
    }
    Path pom;
    if (group.equals(OURS)) {
      pom = ROOT.resolve(artifact).resolve("pom.xml");
      for (Published published : Published.values()) {
        if (published.artifact().equals(artifact)) {
          found.put(artifact, published.location());
        }
      }
    } else {
      Path jar = onClassPath(group, artifact);
      found.put(artifact, jar);
      pom = jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", ".pom"));
    }
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getDocumentElement();
    for (Element dependencies : children(project, "dependencies")) {
      for (Element one : children(dependencies, "dependency")) {
        boolean comesAlong =
            !text(one, "optional").equals("true")
                && List.of("", "compile", "runtime").contains(text(one, "scope"));
        if (comesAlong) {
          add(text(one, "groupId"), text(one, "artifactId"), found);
        }
      }
    }
  }

  /** A repository's path ends with group, artifact, version and the file. */
  private static Path onClassPath(String group, String artifact) {
    String folders = group.replace('.', '/') + "/" + artifact + "/";
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.replace(File.separatorChar, '/').contains("/" + folders))
        .map(Path::of)
        .findFirst()
        .orElseThrow(() -> new AssertionError(artifact + " is not on the class path"));
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    return children(parent, name).stream()
        .map(element -> element.getTextContent().strip())
        .findFirst()
        .orElse("");
  }
}
