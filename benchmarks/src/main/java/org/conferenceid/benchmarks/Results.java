package org.conferenceid.benchmarks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The answers in a folder: a JSON file for each question, so that runs add up to a page. */
final class Results {
  private final Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private final Path folder;

  Results(Path folder) {
    this.folder = folder;
  }

  /** Keeps an answer in the place of an earlier one to the same question. */
  void keep(Answer answer) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(answer.question() + ".json"), gson.toJson(answer) + "\n");
  }

  /** All answers that are kept, by question. */
  Map<String, Answer> all() throws IOException {
    Map<String, Answer> answers = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        Answer answer = gson.fromJson(Files.readString(file), Answer.class);
        answers.put(answer.question(), answer);
      }
    }
    return answers;
  }
}
