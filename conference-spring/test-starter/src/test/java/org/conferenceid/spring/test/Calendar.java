package org.conferenceid.spring.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceListener;
import org.springframework.stereotype.Component;

/** A listener of the application. */
@Component
class Calendar implements ConferenceListener {
  final List<ConferenceEvent> heard = new CopyOnWriteArrayList<>();

  @Override
  public void onEvent(ConferenceEvent event) {
    heard.add(event);
  }
}
