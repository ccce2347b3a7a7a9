package org.conferenceid.examples.adminconsole;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.examples.support.Person;

/**
 * People who do not exist, always the same ones: so that the console has somebody to look for, in
 * several scripts and languages.
 */
final class MadeUpPeople {
  /** How many there are. */
  static final int NUMBER = 1000;

  /** Names in a language: as they are written, then in the letters of a key. */
  private record Culture(
      String language, boolean familyFirst, List<String[]> given, List<String[]> family) {

    String name(int number) {
      String given = given(number)[0];
      String family = family(number)[0];
      return familyFirst ? family + given : given + " " + family;
    }

    String key(int number) {
      return given(number)[1] + "." + family(number)[1];
    }

    private String[] given(int number) {
      return given.get(number % given.size());
    }

    private String[] family(int number) {
      return family.get(number / given.size());
    }

    int size() {
      return given.size() * family.size();
    }
  }

  private static final List<Culture> CULTURES =
      List.of(
          spaced(
              "fr",
              "Amélie/amelie Bruno/bruno Chloé/chloe Étienne/etienne Hélène/helene Jérôme/jerome"
                  + " Léa/lea Noé/noe Zoé/zoe",
              "Durand/durand Lefèvre/lefevre Béranger/beranger Garnier/garnier Noël/noel"
                  + " Prévost/prevost Roche/roche D’Alembert/dalembert"),
          spaced(
              "en",
              "Alice/alice Ben/ben Chiara/chiara Duncan/duncan Grace/grace Imran/imran"
                  + " Siobhán/siobhan Owen/owen Tess/tess",
              "Ashworth/ashworth Brennan/brennan O’Neill/oneill Hollis/hollis Kettle/kettle"
                  + " Marlowe/marlowe Penhale/penhale Whitlock/whitlock"),
          spaced(
              "de",
              "Anke/anke Björn/bjoern Cornelia/cornelia Jörg/joerg Käthe/kaethe Lukas/lukas"
                  + " Sören/soeren Ute/ute Wiebke/wiebke",
              "Bäcker/baecker Groß/gross Hölzer/hoelzer Kühn/kuehn Lindner/lindner"
                  + " Schäfer/schaefer Vogt/vogt Weiß/weiss"),
          spaced(
              "ar",
              "أمل/amal بسام/bassam جميلة/jamila داليا/dalia رامي/rami سلمى/salma طارق/tarek"
                  + " ليلى/layla نور/nour",
              "حداد/haddad خوري/khoury النجار/najjar منصور/mansour العطار/attar سالم/salem"
                  + " قاسم/qasim الزهراني/zahrani"),
          spaced(
              "es",
              "Álvaro/alvaro Begoña/begona Íñigo/inigo Lucía/lucia Martín/martin Nuria/nuria"
                  + " Raúl/raul Sofía/sofia Ximena/ximena",
              "Ibáñez/ibanez Gómez/gomez Muñoz/munoz Peña/pena Quiroga/quiroga Ríos/rios"
                  + " Sáez/saez Zúñiga/zuniga"),
          spaced(
              "pl",
              "Agnieszka/agnieszka Bożena/bozena Grażyna/grazyna Jacek/jacek Łukasz/lukasz"
                  + " Małgorzata/malgorzata Paweł/pawel Stanisław/stanislaw Żaneta/zaneta",
              "Dąbek/dabek Głowacki/glowacki Jabłoński/jablonski Krzyżak/krzyzak Łoś/los"
                  + " Piątek/piatek Śliwa/sliwa Żuk/zuk"),
          spaced(
              "tr",
              "Ayşe/ayse Bülent/bulent Çağla/cagla Gökhan/gokhan Işıl/isil İpek/ipek Özge/ozge"
                  + " Şule/sule Yiğit/yigit",
              "Aydın/aydin Çelik/celik Doğan/dogan Güneş/gunes Ilıcalı/ilicali Öztürk/ozturk"
                  + " Şahin/sahin Yıldız/yildiz"),
          spaced(
              "ru",
              "Алёна/alyona Борис/boris Галина/galina Дмитрий/dmitry Ирина/irina Максим/maksim"
                  + " Ольга/olga Юлия/yulia Фёдор/fyodor",
              "Воробей/vorobey Гончар/gonchar Жданко/zhdanko Зима/zima Мельник/melnik"
                  + " Соловей/solovey Шевчук/shevchuk Щербак/shcherbak"),
          spaced(
              "el",
              "Άννα/anna Γιώργος/giorgos Δήμητρα/dimitra Ελένη/eleni Θανάσης/thanasis"
                  + " Κώστας/kostas Μαρία/maria Νίκος/nikos Χρύσα/chrysa",
              "Αγγελίδη/angelidi Βασιλείου/vasileiou Γεωργίου/georgiou Ιωάννου/ioannou"
                  + " Κωνσταντίνου/konstantinou Νικολάου/nikolaou Πέτρου/petrou Χρήστου/christou"),
          spaced(
              "he",
              "אביגיל/avigail בועז/boaz דניאל/daniel הדס/hadas יעל/yael מיכל/michal נועה/noa"
                  + " עומר/omer שירה/shira",
              "אלון/alon ברק/barak גבאי/gabay חורב/horev כרמל/carmel נבו/nevo רוזן/rosen"
                  + " שקד/shaked"),
          spaced(
              "hi",
              "आशा/asha दीपक/deepak गीता/geeta हरीश/harish कविता/kavita मोहन/mohan नेहा/neha"
                  + " रोहित/rohit सीमा/seema",
              "अग्रवाल/agarwal भट्ट/bhatt चौहान/chauhan जोशी/joshi मिश्रा/mishra पाठक/pathak"
                  + " शर्मा/sharma वर्मा/verma"),
          joined(
              "zh",
              "安/an 冰/bing 春/chun 丽华/lihua 明/ming 雪/xue 文博/wenbo 晓东/xiaodong 子涵/zihan",
              "陈/chen 黄/huang 李/li 林/lin 王/wang 吴/wu 杨/yang 张/zhang"),
          joined(
              "ja",
              "葵/aoi 大輔/daisuke 花子/hanako 健/ken 真由美/mayumi 直樹/naoki 桜/sakura 翔太/shota" + " 結衣/yui",
              "伊藤/ito 小林/kobayashi 中村/nakamura 佐藤/sato 鈴木/suzuki 高橋/takahashi"
                  + " 渡辺/watanabe 山田/yamada"),
          joined(
              "ko",
              "민준/minjun 서연/seoyeon 지훈/jihun 하은/haeun 도윤/doyun 수빈/subin 예진/yejin"
                  + " 현우/hyunwoo 유나/yuna",
              "강/kang 김/kim 박/park 윤/yoon 이/lee 임/lim 정/jung 최/choi"));

  private MadeUpPeople() {}

  private static Culture spaced(String language, String given, String family) {
    return new Culture(language, false, names(given), names(family));
  }

  private static Culture joined(String language, String given, String family) {
    return new Culture(language, true, names(given), names(family));
  }

  private static List<String[]> names(String text) {
    return Arrays.stream(text.split(" ", -1)).map(name -> name.split("/", -1)).toList();
  }

  /** All of them, in an order that mixes the languages. */
  static List<Person> all() {
    List<Person> people = new ArrayList<>();
    for (Culture culture : CULTURES) {
      for (int number = 0; number < culture.size(); number++) {
        String key = culture.key(number);
        people.add(
            new Person(
                UserId.of(key),
                new Recipient(
                    EmailAddress.parse(key + "@example.org"),
                    culture.name(number),
                    Locale.forLanguageTag(culture.language()))));
      }
    }
    Person first = people.remove(0);
    Collections.shuffle(people, new Random(NUMBER));
    people.add(0, first);
    return people.subList(0, NUMBER);
  }
}
