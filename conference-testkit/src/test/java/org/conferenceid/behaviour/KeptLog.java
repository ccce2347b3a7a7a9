package org.conferenceid.behaviour;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The lines of a log at INFO and above, while it is open. */
public final class KeptLog extends Handler implements AutoCloseable {
  private final Logger logger;
  private final List<LogRecord> lines = new CopyOnWriteArrayList<>();

  public KeptLog(String name) {
    logger = Logger.getLogger(name);
    logger.addHandler(this);
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.INFO.intValue()) {
      lines.add(line);
    }
  }

  /** The lines of a level. */
  public List<String> at(Level level) {
    return lines.stream()
        .filter(line -> line.getLevel().equals(level))
        .map(LogRecord::getMessage)
        .toList();
  }

  /** What the lines show a trace of. */
  public List<Throwable> traces() {
    return lines.stream().filter(one -> one.getThrown() != null).map(LogRecord::getThrown).toList();
  }

  public void clear() {
    lines.clear();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
