package org.conferenceid.spring.console.page;

import java.util.List;
import java.util.Locale;
import org.conferenceid.spring.console.ConsoleTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.ViewResolver;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Renders the console's pages, named {@code conference/...}, with an engine of its own: what the
 * application does with Thymeleaf, or with another engine, changes nothing here.
 *
 * @since 0.1.0
 */
public final class Templates {
  private static final String FOLDER = "org/conferenceid/spring/console/templates/";

  private Templates() {}

  /**
   * Makes what finds the pages.
   *
   * @param texts the words
   * @return a view resolver for these pages only
   */
  public static ViewResolver resolver(ConsoleTexts texts) {
    ClassLoaderTemplateResolver files =
        new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
    files.setPrefix(FOLDER);
    files.setSuffix(".html");
    files.setTemplateMode(TemplateMode.HTML);
    files.setCharacterEncoding("UTF-8");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(files);
    engine.setTemplateEngineMessageSource(new Texts(texts));
    ThymeleafViewResolver resolver = new ThymeleafViewResolver();
    resolver.setTemplateEngine(engine);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setViewNames(new String[] {"conference/*"});
    resolver.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return resolver;
  }

  /** The console's words as templates ask for them. A missing one is a fault of the page. */
  private static final class Texts implements MessageSource {
    private final ConsoleTexts texts;

    Texts(ConsoleTexts texts) {
      this.texts = texts;
    }

    @Override
    public String getMessage(
        String code,
        Object @Nullable [] args,
        @Nullable String otherwise,
        @Nullable Locale locale) {
      return getMessage(code, args, locale);
    }

    @Override
    public String getMessage(String code, Object @Nullable [] args, @Nullable Locale locale) {
      Locale language = texts.language(locale == null ? List.of() : List.of(locale));
      return texts.text(language, code, values(args));
    }

    /** A notice brings all its values as one list. */
    private static Object[] values(Object @Nullable [] args) {
      if (args == null) {
        return new Object[0];
      }
      return args.length == 1 && args[0] instanceof List<?> list ? list.toArray() : args;
    }

    @Override
    public String getMessage(MessageSourceResolvable resolvable, @Nullable Locale locale) {
      throw new NoSuchMessageException("The console has no such texts");
    }
  }
}
