package org.conferenceid.spring;

import java.util.List;
import java.util.stream.Stream;
import org.conferenceid.ConferenceListener;
import org.conferenceid.attendant.CallListener;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The application's listeners. Each is looked up when it is first told something: a listener may
 * need the administration, which is built with its listeners.
 */
final class ApplicationBeans {
  private final ListableBeanFactory beans;

  ApplicationBeans(ListableBeanFactory beans) {
    this.beans = beans;
  }

  List<ConferenceListener> conferenceListeners() {
    return names(ConferenceListener.class)
        .<ConferenceListener>map(
            name -> event -> beans.getBean(name, ConferenceListener.class).onEvent(event))
        .toList();
  }

  List<CallListener> callListeners() {
    return names(CallListener.class)
        .<CallListener>map(
            name -> event -> beans.getBean(name, CallListener.class).onCallEvent(event))
        .toList();
  }

  private Stream<String> names(Class<?> type) {
    return Stream.of(
        beans.getBeanNamesForType(
            type, /* includeNonSingletons= */ true, /* allowEagerInit= */ false));
  }
}
