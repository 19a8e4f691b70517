"""First names that stand for each other: short forms, and the same name elsewhere.

A line is one group, with the lines set in after it; a name may stand in several. How it
is spelled matters as little as ``spelling.sounded`` lets it.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from mutuals.people.spelling import sounded

_GROUPS = """
robert rob bob bobby robbie bert roberto rupert robertus ruprecht
william will bill billy willy willie liam guillermo guillaume wilhelm willi helmut guglielmo
 willem wim guilherme
richard rich rick ricky dick ricardo riccardo rickard rijk
elizabeth elisabeth liz lizzy lizzie beth betty betsy eliza lisa elsa else elise lise bettina
 lilibeth isabel isabella elisabetta elzbieta ela liesl sissi sisi lisbeth babette els
margaret maggie meg peggy marge margie greta grete gretel margarete margarethe margarita
 marguerite margot rita margherita malgorzata gosia marketa margriet griet
katherine catherine kate katie kathy cathy kat kay kitty katharina katarina kathrin katrin kathi
 kati kaethe catalina caterina catarina katarzyna kasia ekaterina katya katja katerina karin
 karen caitlin trina cathérine trijntje katrien
james jim jimmy jamie jaime giacomo santiago diego jacob jakob jacques jakub kuba jacobus koos
 iago tiago sjaak
jennifer jen jenny jenn
michael mike mick mickey mikey michel miguel michele mikhail misha mischa michal michi mikael
 michiel mihai
susan sue suzy susie suzanne susanne susanna susana zuzanna susi sanne zsuzsa
edward ed eddie ted teddy ned eduardo edoardo eduard edouard edvard lalo
charles charlie chuck chas carlos carlo karl carl karel karol charly
rebecca becky becca rebekka rebekah
anthony tony antonio antoine anton antonie toni antoni toon antonius tonio toño to
deborah debbie deb debra
steven stephen steve stevie stefan stephan etienne esteban stefano stepan szczepan steph
alexander alex alec al sandy xander alejandro alessandro alexandre aleksandr oleksandr sasha
 sascha sacha aleksander lex olek
alexandra alex sandy sandra sasha sascha alejandra alessandra aleksandra oleksandra ola lexi ale
 sacha
thomas tom tommy tomas tommaso tomasz tomek
patricia pat patty patti trish tricia patrizia
patrick pat paddy patricio patrice patryk
samuel sam sammy
samantha sam sammy
olivia liv livvy livia
henry hank harry hal heinrich heinz enrique enrico henri hendrik henk henryk quique henrik rik
harold harry hal harald
joseph joe joey josef jose giuseppe beppe pepe sepp josip jozef iosif jef zé pino peppe
josephine jo josie josefine josefina giuseppina fifi
johanna jo hanna hannah joanna johanne anna giovanna juana joana asia annie hanne janna
abigail abby gail
nathaniel nathan nate nat
nathan nate nat nathanael
victoria vicky vicki tori viktoria vittoria wiktoria
victor vic viktor vittorio wiktor
gregory greg gregor gregorio grzegorz grigori grisha
john johnny jack jon juan jean johann johannes hans hannes giovanni gianni ivan jan joao vanya
 johan evan sean ian jo hannes jens gio nino
jonathan jon jonny johnny nathan
christopher chris kit topher christoph cristobal christophe cristoforo krzysztof krzysiek kris
 stoffel
christine chris chrissy tina christina cristina kristina krystyna kirsten krista christiane
 kristin
christian chris cristian kristian krystian
daniel dan danny dani daniele danilo
david dave davy davide dawid
matthew matt matthias mathias matteo mateo matthieu mathieu mateusz matze matvey matti mats hias
andrew andy drew andreas andres andrea andre andrzej andrei andi dries andrej
andrea andi andreia
benjamin ben benny benji beniamino benoit
nicholas nick nicky nicolas nikolaus niklas nico niko nicola nikolai kolya claus klaus klaas
 mikolaj niels nils
nicole nikki nicky
peter pete pedro pietro pierre pieter piet piotr pyotr petr petra pete per
philip phil philipp filippo philippe felipe filip pip
philippa pippa pip
lawrence larry laurence lars lorenz lorenzo laurent laurens renzo laurentius
leonard leo len lenny leonardo leon lennart
leopold leo poldi
louis lou louie ludwig luis luigi lodewijk ludovic gigi lutz
louise lou luise luisa lulu
maximilian max maxi massimiliano maksymilian maxime
maxim max maksim
frederick fred freddie freddy fritz friedrich federico frederic rick frits fredrik fryderyk
 frederik
francis frank fran francisco francesco francois franz paco pancho paquito kiko frans franek
 franciszek ciccio franco chico
frances fran franny francesca francisca francoise franziska franzi franca paquita frannie
ignatius ignacio nacho iggy ignazio
dolores lola loli lolita
guadalupe lupe lupita
concepcion concha conchita
rosario charo
mercedes merche meche
manuel manolo manny manu emanuele emmanuel immanuel
jesus chuy chus
sebastian seb bastian basti sebastien sebastiano bas
ulrich uli ulli
ulrike uli rike ulli
wolfgang wolf wolfi
gabriele gabi gaby gabriela gabriella gabrielle
gabriel gabe gabi
ursula uschi ulla
eleonore lore eleanor ellie nora eleonora leonora nell nellie elinor
konstantin constantin konsti kostya costantino kostas
dmitri dmitry dima mitya dimitri dimitrios
sergei sergey sergio serge seryozha
natalia natalya natalie natasha nat natalija nathalie
evgeny yevgeny eugene evgeni zhenya eugenio eugen gene
evgenia yevgenia eugenia zhenya jenny
olga olya helga
vladimir volodya vova wladimir vlad wlodzimierz
tatiana tatyana tanya tanja
aleksei alexei alexey alyosha lyosha aleksey oleksiy alessio
yulia julia julie giulia juliya yuliya julka juliette
yuri juri georgy george georg jorge giorgio jerzy jurek georges joris jörg jürgen yura
anna ann anne annie nan nancy ana anya anja anouk ania aneczka annika anita anneke
maria mary marie mia molly polly mimi marija masha marisa mariam mieke mariya manya
helen helena elena ellen lena nell helene yelena olena leni alyona ilona heleen
sophia sofia sophie sonja sonya zofia zosia fia
theodore ted teddy theo theodor teodoro fyodor fedor fjodor
theodora dora thea teodora
dorothy dot dottie dolly dorothea dora dorota doris
ronald ron ronnie
donald don donnie
kenneth ken kenny
raymond ray ramon raimund
gerald gerry jerry gerhard gerard gert gerd geraldo
jeffrey geoffrey jeff geoff gottfried
timothy tim timmy timo
vincent vince vinny vincenzo vicente enzo
walter walt wally gualtiero
albert al bert bertie alberto albrecht adalbert
alfred al fred alf alfredo alfie
arthur art artie artur arturo
bartholomew bart bartolomeo bartosz
bernard bernie bernhard bernardo bernd ben
clifford cliff
douglas doug
ernest ernie ernst ernesto
eugene gene
gilbert gil bert
herbert herb bert heribert
hubert bert hugh
isaac ike izzy
jacqueline jackie
jessica jess jessie
judith judy jude judit
kimberly kim kimmy
lucas luke luca lukas lucasz luc lukasz
madeline maddie madeleine magdalena magda lena maddalena magdalene
martin marty martino marcin
martha marta marthe
melissa mel missy lissa
melanie mel
nigel nige
oliver ollie oli olivier oliwier
pamela pam
penelope penny
raphael raffaele rafael rafe rafa rafal
roger rog ruediger rogier
roderick rod roddy
rosemary rose rosie rosa romy
russell russ
sarah sara sally sadie
stanley stan
stanislaw stas staszek stan stanislav
sylvia silvia sylvie
terence terry
theresa teresa terry tess tessa therese resi
valerie val
veronica ronnie vera veronique veronika
virginia ginny ginger
wilhelmina mina minnie willa wilma mien helma minna
zachary zach zack
giovanni gianni nino vanni
domenico mimmo mico domingo dominik dominic dominique dom nico
salvatore salvo toto turi
cornelis kees cor cornelius neil
gerarda gerda
krzysztof kris
agnieszka aga agnes ines agnese
zbigniew zbyszek
fernanda nanda
fernando nando ferdinand ferdi
beatriz bia bea beatrice beatrix trixi
luis lula
rodrigo rodri
roberta robbie bobbie
barbara barb babs barbie basia barbe
caroline carol carrie carolina karoline lina karolina carola
charlotte charlie lottie lotte carlotta
cynthia cindy
emily em emma emilia milly emilie
florence flo flora
gwendolyn gwen
harriet hattie henriette henrietta jette
irene rena irina ira
jane janet jan jeanne juana joan joanne jo janine giovanna
laura laurie lori laure
linda lindy
lillian lily lili lilian
mildred millie
muhammad mohammed mohamed mohammad mo hamid
abdullah abdallah abdul
yusuf yousef joseph youssef josef
ibrahim abraham abe avi bram
moses musa moshe moise moritz maurice mo
"""


@cache
def groups() -> Mapping[str, frozenset[int]]:
    """Return, for every known first name as it sounds, the groups it stands in."""
    found: dict[str, set[int]] = {}
    for place, line in enumerate(_GROUPS.replace("\n ", " ").strip().splitlines()):
        for name in line.split():
            found.setdefault(sounded(name), set()).add(place)
    return MappingProxyType({name: frozenset(of) for name, of in found.items()})


def same(one: str, other: str) -> bool:
    """Tell whether two first names, as they sound, may be one person's.

    >>> same(sounded("Bob"), sounded("Robert")), same(sounded("Ann"), sounded("Bob"))
    (True, False)
    """
    if one == other:
        return True
    known = groups()
    return not known.get(one, frozenset()).isdisjoint(known.get(other, frozenset()))


@cache
def alike(first: str) -> frozenset[str]:
    """Return the first names, as they sound, that may stand for one.

    >>> sounded("Bob") in alike(sounded("Robert"))
    True
    """
    known = groups()
    mine = known.get(first, frozenset())
    found = (other for other, theirs in known.items() if not mine.isdisjoint(theirs))
    return frozenset((first, *found))


def is_first(sound: str) -> bool:
    """Tell whether a word, as it sounds, is known as a first name.

    >>> is_first(sounded("Becky")), is_first(sounded("Quickfox"))
    (True, False)
    """
    return sound in groups()


def keys(first: str) -> list[str]:
    """Return what a first name, as it sounds, is looked up by."""
    return [first, *(f"~{group}" for group in sorted(groups().get(first, ())))]
