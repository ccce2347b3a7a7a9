package org.conferenceid.texts;

import java.util.List;

/** The languages of the texts that the library brings: this is the one list of them. */
public final class Languages {
  /** The languages as BCP 47 tags; the first is the one for readers of any other. */
  public static final List<String> OFFERED =
      List.of(
          "en", "ar", "de", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt-BR", "ru", "zh-CN",
          "zh-Hant");

  private Languages() {}
}
