package dev.longhand;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.concurrent.ExecutorService;
import org.springframework.web.bind.annotation.RestController;

/** What the module test cannot see: which libraries a package may touch, and what nobody may do. */
@AnalyzeClasses(packages = "dev.longhand", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ND4J_AND_JAVACPP_ARE_FOR_THE_ENGINE_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.longhand.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "onnx..", "org.bytedeco..");

    @ArchTest
    static final ArchRule ENGINE_AND_TEXT_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage("dev.longhand.engine..", "dev.longhand.text..")
            .and(not(simpleName("package-info")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "jakarta..", "tools.jackson..", "com.fasterxml..", "org.hibernate..");

    @ArchTest
    static final ArchRule PARTS_OF_THE_ENGINE_DO_NOT_KNOW_ITS_API = noClasses()
            .that()
            .resideInAPackage("dev.longhand.engine.*..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.longhand.engine"));

    @ArchTest
    static final ArchRule CELLS_OPTIMIZERS_AND_ARTIFACTS_STAND_BESIDE_EACH_OTHER = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.longhand.engine.cell", "dev.longhand.engine.optimizer", "dev.longhand.engine.artifact")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.longhand.engine.layer");

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_NOBODYS_BUSINESS =
            classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_THING_IS =
            noClasses().should().haveNameMatching(".*(Impl|Helper|Utils?|Manager)$");

    @ArchTest
    static final ArchRule NOBODY_USES_JAVA_SERIALIZATION = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ObjectOutputStream.class);

    /** An interrupt on a thread that touches H2 closes the whole database until the next start. */
    @ArchTest
    static final ArchRule NOBODY_INTERRUPTS_A_THREAD = noClasses()
            .should()
            .callMethod(Thread.class, "interrupt")
            .orShould()
            .callMethod(ExecutorService.class, "shutdownNow")
            .orShould()
            .callMethod(java.util.concurrent.Future.class, "cancel", boolean.class);
}
