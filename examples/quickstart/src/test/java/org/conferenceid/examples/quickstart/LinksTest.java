package org.conferenceid.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Links between the pages lead somewhere, on a page server and in a clone. */
class LinksTest {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern NAVIGATION = Pattern.compile("(?m)^ +- .*: ([\\w./-]+\\.md)$");

  @Test
  @DisplayName(
      "Every relative link of every page leads to a file, and to a heading if it names one")
  void leadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    Map<Path, Set<String>> headings = new HashMap<>();
    int links = 0;
    for (Path page : pages(ROOT)) {
      for (String link : links(page)) {
        links++;
        URI target = URI.create(link);
        if (target.isAbsolute()) {
          continue;
        }
        Path file =
            target.getPath().isEmpty()
                ? page
                : page.resolveSibling(target.getPath()).toAbsolutePath().normalize();
        if (!file.startsWith(ROOT) || !Files.exists(file)) {
          broken.add(ROOT.relativize(page) + ": " + link);
        } else if (target.getFragment() != null) {
          if (!headings.containsKey(file)) {
            headings.put(file, headings(file));
          }
          if (!headings.get(file).contains(target.getFragment())) {
            broken.add(ROOT.relativize(page) + ": " + link + " (no such heading)");
          }
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(200);
  }

  @Test
  @DisplayName("The guide's index leads to each of its pages, and so does the navigation of a site")
  void leadToTheWholeGuide() throws IOException {
    Path guide = ROOT.resolve("docs/guide");
    List<String> inNavigation =
        NAVIGATION
            .matcher(Files.readString(ROOT.resolve("mkdocs.yml")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(inNavigation)
        .doesNotHaveDuplicates()
        .allSatisfy(page -> assertThat(ROOT.resolve(page)).exists());
    List<String> inIndex = links(guide.resolve("index.md"));
    for (Path page : pages(guide)) {
      String name = page.getFileName().toString();
      assertThat(inNavigation).contains("docs/guide/" + name);
      assertThat(name.equals("index.md") || inIndex.contains(name)).as(name).isTrue();
    }
  }

  private static List<String> links(Path page) throws IOException {
    String text = CODE.matcher(Files.readString(page)).replaceAll("");
    return LINK.matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** The names under which a page server makes a page's headings reachable. */
  private static Set<String> headings(Path page) throws IOException {
    String text =
        Pattern.compile("(?ms)^```.*?^```$").matcher(Files.readString(page)).replaceAll("");
    Set<String> names = new HashSet<>();
    Matcher heading = HEADING.matcher(text);
    while (heading.find()) {
      String name =
          heading
              .group(1)
              .replaceAll("\\]\\([^)]*\\)", "")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .strip()
              .replace(' ', '-');
      for (int i = 0; !names.add(i == 0 ? name : name + "-" + i); i++) {
        // A heading that is there twice has a number.
      }
    }
    return names;
  }

  /** The pages below a folder, without what a build has made. */
  private static List<Path> pages(Path folder) throws IOException {
    List<Path> pages = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            String name = visited.getFileName().toString();
            return name.equals("target") || name.equals("src") || name.equals(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              pages.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return pages;
  }
}
