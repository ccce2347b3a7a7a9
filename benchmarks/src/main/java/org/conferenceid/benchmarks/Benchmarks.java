package org.conferenceid.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Asks the questions and writes the page.
 *
 * <p>Arguments: {@code --quick} for a short look; {@code --only generate,bulk} for some
 * questions; {@code --page} to write the page anew from what was found before. What is found stands
 * in {@code results/<question>.json}; the page shows the latest of each question.
 */
public final class Benchmarks {
  private Benchmarks() {}

  static List<Question> questions() {
    return List.of(
        new Generate(),
        new ResetOnPostgresql(),
        new Occupancy(),
        new BulkReset(),
        new DrainOutbox(),
        new SendMail(),
        new OtherDatabases(),
        new Start());
  }

  /**
   * Runs the benchmarks.
   *
   * @param arguments see above; several may stand in one, separated by spaces
   * @throws Exception if something cannot be measured
   */
  public static void main(String[] arguments) throws Exception {
    List<String> words =
        Arrays.stream(arguments)
            .flatMap(argument -> Arrays.stream(argument.strip().split("\\s+")))
            .filter(word -> !word.isEmpty())
            .toList();
    Scale scale = Scale.FULL;
    List<Question> asked = questions();
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "--quick" -> scale = Scale.QUICK;
        case "--page" -> asked = List.of();
        case "--only" -> asked = only(words.get(++i));
        default -> throw new IllegalArgumentException("unknown argument: " + words.get(i));
      }
    }
    Results results = new Results(Path.of("results"));
    for (Question question : asked) {
      System.err.println(question.title());
      Sheet sheet = new Sheet();
      question.answer(scale, sheet);
      results.keep(sheet.answer(question, scale));
    }
    Report report = new Report(questions(), results.all());
    Files.writeString(Path.of("RESULTS.md"), report.page());
  }

  private static List<Question> only(String names) {
    List<Question> found = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      found.add(
          questions().stream()
              .filter(question -> question.name().equals(name.toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no question "
                              + name
                              + ", only "
                              + questions().stream().map(Question::name).toList())));
    }
    return found;
  }
}
