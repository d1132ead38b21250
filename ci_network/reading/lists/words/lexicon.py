# ruff: noqa: E501 - names in rows
"""Words of Danish, Swedish, Norwegian, English and German lists: first names, places, fields of work.

They tell a person beside an organisation, "Biblioteket (Mette)", from a part of it, "Kommunen
(Teknik)", and one department, "Børn og Unge", from two actors. Names that are as often words of
organisations (Liv, Hope, Will) are not among the first names.
"""

from __future__ import annotations

import re

from ci_network.reading.columns import key


def words(text: str) -> frozenset[str]:
    """Words and phrases that stand between commas, on however many lines."""
    return frozenset(" ".join(text.split()).split(", "))


def keys(text: str) -> frozenset[str]:
    """The same as the keys of headings."""
    return frozenset(map(key, words(text)))


def any_case(pattern: str) -> re.Pattern[str]:
    """A pattern of words, in capitals or not."""
    return re.compile(pattern, re.IGNORECASE)


_NORDIC = """
    Aage Abelone Ada Adam Agnes Agnete Agnethe Aksel Albert Albin Alberte Alex Alexander Alfred Alice Alma Alva Amalie Amanda Anders
    Andrea Andreas Anette Anita Anja Anker Ann Anna Annalise Anne Annelise Anneli Annemarie Annemette Annette Annika Annie Anni
    Anton Arne Arnold Arthur Arvid Asbjørn Asger Asta Astrid Asmus August Aksel Axel Bengt Benny Bent Bente Benjamin Berit Bernt Bernhard
    Bertel Bertil Bettina Birger Birgit Birgitte Birgitta Birthe Bjarne Bjarke Björn Bjørn Bjørg Bo Bodil Boel Boje Børge Brian Brigitte Britt Britta
    Bruno Camilla Carina Carl Carla Carsten Caroline Casper Cecilia Cecilie Charlotte Chris Christa Christel Christen Christian Christiane
    Christina Christine Christoffer Claes Claus Clara Connie Conny Cornelia Curt Dagmar Daniel Daniella David Dennis Diana Ditte Dorte Dorthe Dorthea
    Ebba Ebbe Eddie Edel Edith Egil Egon Eigil Einar Eivind Elin Eline Elisa Elisabet Elisabeth Elise Elith Ella Ellen Elna Elon Elsa Elsebeth Else Elvira Emil Emilie
    Emma Emmy Erica Erik Erika Erland Erling Ernst Esben Eskil Espen Ester Esther Eva Evald Eve Evelyn Fie Filip Filippa Finn Flemming Folke Frederik Frederikke
    Freja Frida Frode Fredrik Gabriel Gabriella Geir Georg Gerda Gert Gerd Gitte Gorm Grete Grethe Greta Gro Gudrun Gunhild Gunnar Gunver Gunvor Gurli Gustav Gösta Göran Halfdan Hanna Hannah
    Hanne Hannelore Hans Harald Harry Heidi Heine Helen Helena Helene Helga Helge Helle Henning Henny Henriette Henrik Herdis Herman Hilda Hilde Hjalmar
    Holger Hugo Håkan Ib Ida Ilse Inga Inge Ingeborg Inger Ingelise Ingmar Ingolf Ingrid Ingvar Irene Iris Irma Isabel Isabella Isak Ivan Iver Jacob Jakob Jan Jane
    Janne Jannie Jannik Janni Jarl Jasmin Jean Jeanette Jens Jenny Jeppe Jes Jesper Jette Jim Jimmy Joachim Joakim Joan Johan Johanna Johanne Johannes John Johnny
    Jon Jonas Jonathan Jonna Josefine Josephine Julie Julia Julian Julius Jytte Jörgen Jørgen Jørn Kaj Kai Kalle Kamilla Karen Karin Karina Karl Karla Karoline Karsten Kasper Katarina Kate Kathrine
    Katja Katrine Kerstin Kent Ketil Kicki Kim Kira Kirsten Kirstin Kirstine Kitty Kjeld Kjell Klara Klaus Klavs Knud Knut Kresten Krista Kristen Kristian Kristina Kristine Kristoffer Kurt Kåre Käthe Lars
    Lasse Laura Laurits Laurids Laust Lea Leif Leila Lena Lene Lennart Leo Leon Leonora Lilian Lillian Lilly Lina Linda Line Linea Linnea Lis Lisa Lisbet Lisbeth Lise Liselotte Lissi Lizzi Lotta Lotte Louis Louise
    Lucas Ludvig Luise Lukas Lærke Mads Magda Magne Magnus Magnhild Maja Majbritt Malene Malin Malte Malthe Marcus Margit Margrete Margrethe Margareta Maria Marianne Marie Marina Marius Marja Markus Marlene
    Martha Marta Martin Martine Mathias Mathilde Mats Matilde Mattias Max Mette Mia Michael Michaela Michala Michelle Mie Mikael Mikkel Mille Milla Mina Mogens Mona Monica Monika Morten Naja Nanna Natalie Natasja
    Nete Nicolai Nicoline Niels Nikolaj Nicklas Niklas Nils Nina Noah Nora Oda Oddvar Ola Olaf Olav Ole Olga Olivia Oliver Olof Olle Oluf Orla Oscar Oskar Otto Ove Paal Palle Patricia Patrick Paul Paula Peder Peer Per Pernille Peter
    Petra Petter Pia Poul Povl Preben Rakel Randi Ragnar Ragnhild Rasmus Rebecca Rebekka Regitze Rene René Ricardo Rikard Rikke Rita Robert Roald Roar Robin Roger Rolf Ronja Rosa Ruben Rudi Rune Ruth Runa Rut Samuel Sandra Sanne Sara Sarah Saskia Selma Sigrid
    Sigurd Signe Sigvald Silas Silja Simon Simone Sine Sisse Sissel Siv Sofia Sofie Solveig Solvej Sonja Stefan Steen Sten Steffen Stine Stig Stina Sture Sune Susan Susanna Susanne Svend Sven Svante Sverre Sylvester Sylvia Synnøve Søren Sören Tage Tanja Tea
    Teresa Terje Terese Thea Theis Theo Theodor Therese Thilde Thomas Thor Thora Thorbjørn Thorkild Thorleif Thorsten Thyra Tilde Tim Tina Tine Tobias Tom Tomas Tommy Tone Tonny Tor Tora Torben Torbjörn Torbjørn Tord Tore Torgeir Torild Torkil Torsten Tove Trine Troels
    Troels Trond Trygve Tue Tyge Ulf Ulla Ulrik Ulrika Ulrikke Una Unni Ursula Uffe Vagn Valborg Vera Verner Veronica Vibeke Victor Victoria Viggo Vigdis Viktor Vilhelm Villads Villy Villum Vilma Viola Virginia Vivi Vivian Wilhelm William Willy Yngve Yrsa Yvonne Øivind Øystein
    Åge Åse Aase Åsa Åke Ådne Östen Börje Mårten Märta Gunilla Birgit Barbro Anna-Karin Eivor Kerstin Maj-Britt Siri Ingalill Inga-Lill Lillemor Lennart Sigbritt Solbritt
    Kristiane Magdalene Oddny Bård Gaute Håvard Håkon Haakon Vegard Øyvind Torill Turid Wenche Gry Ellinor Eirik Frank Atle Arild Steinar Svein Kjetil Kjersti Marit Mari Kari Ingunn Guri Aud Bjørnar Dagfinn
    """

_ENGLISH = """
    Aaron Abigail Adrian Aidan Alan Alastair Albert Alexandra Alexis Alfie Alison Allison Amber Amelia Amy Andrew Andy Angela Angie Angus Anthony Antonia Ashley Audrey Barbara Barry Beatrice
    Ben Beth Bethany Betty Beverley Bill Billy Bob Bobby Brenda Bridget Bruce Bryan Callum Cameron Carl Carol Carole Caroline Catherine Cathy Charles Charlie Cheryl Chloe
    Christopher Cindy Claire Clare Clive Colin Craig Cynthia Danielle Darren Dave Dawn Dean Debbie Deborah Debra Denise Derek Diane Dominic Donald Donna Dorothy Doug Douglas Duncan
    Edward Eileen Elaine Eleanor Elizabeth Ellie Emily Eric Erin Ethan Eugene Fiona Florence Frances Francis Fred Gareth Gary Gavin Gemma Geoff Geoffrey George Gerald Gill Gillian Gina Glenn Gloria Gordon
    Graham Greg Gregory Harriet Harvey Hayley Hazel Heather Helen Henry Howard Hugh Iain Ian Isaac Isobel Jack Jackie Jacqueline Jade James Jamie Janet Janice Jason Jay Jeff Jeffrey Jennifer Jeremy Jerry
    Jess Jessica Jill Joanna Joanne Jodie Joe Joel Joseph Josh Joshua Joyce Judith Judy Julian June Justin Karen Kate Katherine Kathleen Kathryn Kathy Katie Kay Keith Kelly Ken Kenneth Kerry
    Kevin Kirsty Kyle Larry Lauren Laurence Leah Lee Leslie Lesley Lewis Liam Linda Lindsay Lindsey Liz Lorna Lorraine Lucy Luke Lydia Lynn Lynne Maggie Malcolm Marcus Margaret Marian Marilyn Marion Marjorie Martyn Mary
    Matt Matthew Maureen Maxine Megan Melanie Melissa Mick Mike Miranda Mohammed Molly Nadia Nancy Naomi Natasha Nathan Neil Niamh Nicholas Nick Nicola Nicole Nigel Norman Olivia Owen Pam Pamela Pat Patricia Patrick Paula Pauline Penny Phil
    Philip Philippa Phoebe Phyllis Poppy Rachael Rachel Ralph Ray Raymond Rebecca Reginald Rhys Richard Rob Roberta Rodney Ronald Ronnie Rosemary Rosie Ross Roy Russell Ryan Sally Sam Samantha Scott Sean Sharon Sheila Shirley Simon
    Sophie Stacey Stanley Stella Stephanie Stephen Steve Steven Stewart Stuart Sue Susie Suzanne Tamara Tara Ted Teresa Terry Theresa Tiffany Timothy Toby Todd Tony Tracey Tracy Trevor Tristan Valerie Vanessa Vicky Vincent Walter Wayne Wendy Zachary Zoe Pearl Verne Myra Katherina Flora Ruby Violet Daisy Mabel Elsie Ivy Edna Olive Doris Eunice Hilary Nora Maud Winifred Agatha Alec Archie Bernard Cecil Cedric Clifford Desmond Elliot Felix Finlay Freddie Harley Jasper Leonard Lionel Louie Mason Maurice Miles Nelson Percy Rory Rowan Rupert Seth Sidney Theo Wilfred
    """

_GERMAN = """
    Achim Adelheid Agathe Albrecht Alfons Alois Andrea Angelika Anke Annegret Anneliese Annemarie Antje Armin Arno Astrid August Barbara Bärbel Beate Benedikt Bernd Berthold Birgit Birte Brigitte Bruno Burkhard Carola
    Christoph Cornelia Dagmar Detlef Dieter Dietmar Dirk Dominik Doris Eberhard Eckhard Edeltraud Elfriede Elke Elmar Erich Erika Ernst Erwin Evelin Fabian Felix Ferdinand Florian Franz Franziska Friederike Friedrich Fritz Gabi Gabriele Gerhard Gerlinde Gertrud
    Gisela Gottfried Gudrun Günter Günther Gustav Hannelore Hansjürgen Harald Hartmut Hedwig Heike Heiko Heiner Heinrich Heinz Helga Helmut Herbert Hermann Hildegard Holger Horst Hubert Ilona Ilse Ines Ingo Ingeborg Irmgard Jochen Johann Jonas Josef Jörg Jürgen Jutta Karlheinz Katharina
    Katja Katrin Kerstin Klaus Konrad Konstantin Kornelia Leonie Liesel Lothar Lorenz Ludwig Lutz Manfred Manuela Margarete Margot Marlies Marlis Martina Mathilde Matthias Maximilian Mechthild Melanie Moritz Nadine Nicole Norbert Olaf Oliver Otto Petra Philipp Rainer Ralf Regina Reiner Reinhard Reinhold Renate Roland
    Rolf Roswitha Rudolf Rüdiger Sabine Sandra Sascha Sebastian Siegfried Silke Silvia Simone Stefanie Steffi Stephan Susanne Svenja Sylvia Tanja Theresa Thorsten Tobias Torsten Udo Ulrich Ulrike Ursula Ute Uwe Verena Volker Waldemar Walter Waltraud Werner Wilfried Wilhelm Winfried Wolf Wolfgang
    """

_OTHERS = """
    Abdi Abdul Abdullah Adel Adnan Ahmad Ahmed Ahmet Aicha Aisha Ali Amal Amin Amina Amir Amira Anh Anwar Asma Ayesha Aysha Ayse Aziz Aziza Bashir Bilal Cem Dalia Emine Emre Esma Fadi Fahad Faisal Farah Farid Farida Fatih Fatima Fatma Fatme Fadumo Habib Hadi Hakim Hamid Hamza Hanan Hasan
    Hassan Hatice Hawa Hussein Hüseyin Huda Ibrahim Idris Imran Iqbal Ismail Jamal Jamila Kadir Kamal Karim Khadija Khaled Khalid Layla Leyla Mahmoud Mahmut Malik Mariam Maryam Mehdi Mehmet Meral Mohamad Mohamed Mohammad Mohamud Mona Muhammad Murat Mustafa Nadeem Nadia Naim Nasir Nasrin
    Nawal Noor Nour Nur Omar Osman Ömer Parvin Rania Rashid Reza Saad Sabah Said Salim Salma Samir Samira Sana Selim Shahid Shirin Soran Tariq Usman Yasemin Yasin Yasmin Yusuf Zahra Zainab Zara Zeinab Zeynep Agnieszka Aleksandra Andrzej Anastasia Dmitri Dorota Ewa Igor Irina Ivana
    Jelena Joanna Katarzyna Krzysztof Magdalena Malgorzata Marek Marko Mateusz Natalia Natalya Oksana Olena Piotr Svetlana Tatjana Tomasz Vladimir Zoran Carlos Carmen Diego Fernando Francisco Javier José Juan Luis Manuel Miguel Pablo Pedro Rafael Sofía Giovanni Giulia Marco Paolo Kumar Priya Raj Ravi Sanjay Thuy Nguyen Wei
    Hamdi Huda Ilham Jihad Mahdi Naima Rahma Rukia Safiya Siham Sumaya Suad Warsame Yusra Dilek Elif Gülsen Gülay Ismet Nuray Sevda Songül Sükran Tülay Yilmaz
    """

FIRST_NAMES = frozenset(
    name.casefold() for names in (_NORDIC, _ENGLISH, _GERMAN, _OTHERS) for name in names.split()
)
"""First names, folded."""

_TOWNS = """
    Albertslund Allerød Assens Ballerup Billund Bornholm Brøndby Brønderslev Dragør Egedal Esbjerg Fanø Favrskov Faxe Fredensborg Fredericia Frederiksberg Frederikshavn
    Frederikssund Furesø Faaborg Midtfyn Gentofte Gladsaxe Glostrup Greve Gribskov Guldborgsund Haderslev Halsnæs Hedensted Helsingør Herlev Herning Hillerød Hjørring
    Holbæk Holstebro Horsens Hvidovre Taastrup Hørsholm Ikast Brande Ishøj Jammerbugt Kalundborg Kerteminde Kolding København Køge Langeland Lejre Lemvig Lolland Lyngby Læsø
    Mariagerfjord Middelfart Morsø Norddjurs Nordfyn Nyborg Næstved Odder Odense Odsherred Randers Rebild Ringkøbing Skjern Ringsted Roskilde Rudersdal Rødovre Samsø
    Silkeborg Skanderborg Skive Slagelse Solrød Sorø Stevns Struer Svendborg Syddjurs Sønderborg Thisted Tønder Tårnby Vallensbæk Varde Vejen Vejle Vesthimmerland Viborg
    Vordingborg Ærø Aabenraa Aalborg Aarhus Århus Ålborg Espergærde Snekkersten Humlebæk Kokkedal Birkerød Farum Værløse Helsinge Gilleleje Tisvilde Hornbæk Hellebæk Ålsgårde Kvistgård
    Tikøb Nivå Vapnagård Nøjsomhed Sjælland Fyn Jylland Falster Møn Als Amager Nørrebro Vesterbro Østerbro Valby Vanløse Nord Syd Øst Vest Nordsjælland Sydsjælland Midtjylland
    Nordjylland Syddanmark Hovedstaden Danmark Norge Sverige Stockholm Göteborg Malmö Lund Helsingborg Landskrona Uppsala Västerås Örebro Linköping Norrköping Umeå Oslo Bergen Trondheim
    Stavanger Drammen Tromsø Kristiansand Bodø Berlin Hamburg Kiel Flensburg Lübeck Bremen Hannover München Köln Frankfurt Leipzig Dresden Stuttgart Essen Dortmund London Manchester
    Leeds Liverpool Bristol Birmingham Glasgow Edinburgh Cardiff Dublin Belfast York Oxford Cambridge Brighton Norwich Sheffield Newcastle Denmark Norway Sweden Germany England Scotland Wales
    North South East West Norr Söder Väster Öster Ost Süd Nordost Midt Centrum City Downtown Online Teams Zoom
    """

PLACES = frozenset(name.casefold() for name in _TOWNS.split())
"""Places that stand beside the name of an organisation to tell its branches apart, folded."""

_WORK = """
    børn unge ungdom familie familier skole skoler dagtilbud kultur fritid idræt sundhed omsorg ældre pleje social
    socialt arbejdsmarked beskæftigelse teknik miljø plan byg by byer land natur klima erhverv turisme forebyggelse
    kunst kirke uddannelse læring økonomi personale hr trafik vej veje park parker handicap psykiatri voksne borger
    borgere integration borgerservice demokrati udvikling rengøring ejendomme anlæg drift it digitalisering
    children young youth families family health social care sport sports leisure culture recreation parks education
    housing planning environment transport community communities wellbeing arts media adults learning schools skills
    employment technology science research welfare justice labour labor development finance girls boys women men
    barn unga ungdom familj skola kultur fritid idrott hälsa vård omsorg äldre arbete miljö teknik utbildning
    oppvekst helse velferd barnehage idrett næring jugend kinder familie bildung soziales gesundheit kultur umwelt
    verkehr bauen arbeit senioren integration
    """

FIELDS = frozenset(_WORK.split())
"""Fields of work, folded."""
