package org.conferenceid.spring.console.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Serves the files for the browser.
 *
 * @since 0.1.0
 */
@ConsolePages
public final class AssetPages {
  private static final Duration A_YEAR = Duration.ofDays(365);
  private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
  private static final MediaType SCRIPT =
      new MediaType("text", "javascript", StandardCharsets.UTF_8);

  private final Assets assets;

  AssetPages(Assets assets) {
    this.assets = assets;
  }

  @GetMapping(Assets.FOLDER + "/{version}/{name}")
  @ForEverybody
  ResponseEntity<byte[]> file(
      @PathVariable("version") String version, @PathVariable("name") String name) {
    return assets
        .file(version, name)
        .map(
            file ->
                ResponseEntity.ok()
                    .cacheControl(CacheControl.maxAge(A_YEAR).cachePrivate().immutable())
                    .contentType(name.endsWith(".css") ? CSS : SCRIPT)
                    .body(file))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
