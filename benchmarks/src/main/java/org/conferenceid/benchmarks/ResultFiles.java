package org.conferenceid.benchmarks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The results in a folder: a JSON file for each benchmark, so that runs add up to a page. */
final class ResultFiles {
  private final Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private final Path folder;

  ResultFiles(Path folder) {
    this.folder = folder;
  }

  /** Keeps a result in the place of an earlier one of the same benchmark. */
  void keep(Result result) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(result.benchmark() + ".json"), gson.toJson(result) + "\n");
  }

  /** All results that are kept, by benchmark. */
  Map<String, Result> all() throws IOException {
    Map<String, Result> results = new TreeMap<>();
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        Result result = gson.fromJson(Files.readString(file), Result.class);
        results.put(result.benchmark(), result);
      }
    }
    return results;
  }
}
