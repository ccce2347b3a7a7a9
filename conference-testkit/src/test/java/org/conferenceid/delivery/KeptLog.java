package org.conferenceid.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The lines of the dispatcher's log at INFO and above, while it is open. */
final class KeptLog extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("org.conferenceid.delivery");
  private final List<LogRecord> lines = new CopyOnWriteArrayList<>();

  KeptLog() {
    logger.addHandler(this);
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.INFO.intValue()) {
      lines.add(line);
    }
  }

  /** The lines of a level. */
  List<String> at(Level level) {
    return lines.stream()
        .filter(line -> line.getLevel().equals(level))
        .map(LogRecord::getMessage)
        .toList();
  }

  /** What the lines show a trace of. */
  List<Throwable> traces() {
    return lines.stream().filter(one -> one.getThrown() != null).map(LogRecord::getThrown).toList();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
