using System.Globalization;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Texts;

/// <summary>The report in English.</summary>
internal sealed partial class EnglishTexts : ReportTexts
{
    internal override string Tag => "en";

    internal override string Kicker => "Prediction study report";

    internal override string Contents => "Contents";

    internal override string HowToRead => "How to read it.";

    internal override string ListSeparator => ", ";

    internal override string Named(string name, string value) => $"{name}: {value}";

    internal override string Bracketed(string text, string inside) => $"{text} ({inside})";

    internal override string FigureNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"Figure {number}.");

    internal override string TableNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"Table {number}.");

    internal override string Model => "Model";

    internal override string Cohort => "Cohort";

    internal override string EventsOfCases => "Events /\u00a0cases";

    internal override string P => "P";

    internal override string AucWithInterval => "AUC (95%\u00a0CI)";

    internal override string WithOutcome(string outcome) => $"{outcome}: yes";

    internal override string WithoutOutcome(string outcome) => $"{outcome}: no";

    internal override string Footer(string version) =>
        $"Written by Voxopsy {version} from the numbers of one run. For research; not a medical device, and not for decisions about single patients.";

    internal override string OneClassOnly => "undefined: all cases have the same outcome";

    internal override string NotEstimable => "could not be estimated from these cases";

    internal override string NotTested => "could not be tested: a group is empty or does not vary";

    internal override string Penalised => "a penalised coefficient (LASSO) has no valid interval or p-value";

    internal override string EmptyDenominator => "undefined: no case to divide by, such as no case called positive";

    internal override string NoKnownValue => "no known value in this group";

    internal override string RankedAlike => "not testable: both models rank all cases alike";

    internal override string NoCalibration => "could not be estimated: probabilities do not vary, or they separate the classes";

    internal override string Kind(ModelKind kind) => kind switch
    {
        ModelKind.Logistic => "Logistic regression on all its columns",
        ModelKind.Stepwise => "Logistic regression on columns chosen stepwise",
        ModelKind.Signature => "Signature: selection steps, then LASSO",
        ModelKind.Classifier => "Selection steps, then a classifier, calibrated on out-of-fold scores",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No words for this kind of model."),
    };

    internal override string Evaluated(EvaluationKind kind) => kind switch
    {
        EvaluationKind.OutOfFold => "out of fold",
        EvaluationKind.HeldOut => "held-out part",
        EvaluationKind.External => "external",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No words for this kind of evaluation."),
    };

    internal override string Scheme(DesignSummary design) => design.Scheme switch
    {
        ValidationScheme.Holdout =>
            $"One random division by patient, drawn before any value was seen: {NumberText.Percent(design.TestFraction)} of patients were held out and never used to fit, select or tune.",
        ValidationScheme.KFold when design.Repeats > 1 => string.Create(
            CultureInfo.InvariantCulture,
            $"{design.Folds}-fold cross-validation by patient, repeated {design.Repeats} times; imputation, scaling, selection, fitting and the threshold were learned anew in every fold."),
        ValidationScheme.KFold => string.Create(
            CultureInfo.InvariantCulture,
            $"{design.Folds}-fold cross-validation by patient; imputation, scaling, selection, fitting and the threshold were learned anew in every fold."),
        ValidationScheme.LeaveOneCenterOut => string.Create(
            CultureInfo.InvariantCulture,
            $"Each of {design.Folds} centers was held out in turn (column {design.CenterColumn}); everything was learned on the other centers only."),
        ValidationScheme.External when design.Folds > 1 => string.Create(
            CultureInfo.InvariantCulture,
            $"All development patients taught the final models, which external cohorts then judged; numbers for the development cohort are out of fold, from {design.Folds}-fold cross-validation."),
        ValidationScheme.External => "All development patients taught the final models, which external cohorts then judged.",
        _ => throw new ArgumentOutOfRangeException(nameof(design), design.Scheme, "No words for this validation scheme."),
    };

    internal override string Rule(string thresholdRule) => thresholdRule switch
    {
        "youden" => "Youden index",
        "prevalence" => "training prevalence",
        "fixed" => "fixed in the study file",
        _ => thresholdRule,
    };

    internal override string Test(string name) => name == "chi-squared, Yates" ? "chi-squared with Yates's correction" : name;

    internal override string Step(string name) => name switch
    {
        "variance" => "drop constant columns",
        "duplicates" => "drop exact copies",
        _ when name.StartsWith("|Spearman| <= ", StringComparison.Ordinal) => $"keep |Spearman| at most {name[14..]}",
        _ => name.Replace("<", "below", StringComparison.Ordinal),
    };

    internal override string Per(string unit) => $"per {unit}";

    internal override string Against(string level) => $"against {level}";

    internal override string PerDeviation => "per SD";

    internal override string PerLogOdds => "per unit of log odds";

    internal override string LogOdds => "log odds";

    internal override string Unit(string unit) => unit;

    internal override string ScoreOf(string model) => $"score of {model}";

    // Summary
    internal override string SummaryTitle => "In plain words";

    internal override string Question => "What was asked.";

    internal override string Asked(OutcomeSummary outcome, CohortFlow development) => string.Create(
        CultureInfo.InvariantCulture,
        $"How well can “{outcome.Name}” ({outcome.Column} = {string.Join(" or ", outcome.Positive)}) be predicted, before it is known, in {development.Cases} cases of {development.Patients} patients, {development.Events} of the cases with it?");

    internal override string HowValidated => "How it was judged.";

    internal override string Answer => "What was found.";

    internal override string AreaInWords(string model, string cohort, string outcome, Estimate auc) =>
        $"Model {model}, on {cohort}: AUC {NumberText.Fixed(auc.Value, 2)} (95% interval {Range(auc, 2)}). Of 100 pairs of one case with “{outcome}” and one without, it gives the former the higher probability in about {NumberText.Fixed(100 * auc.Value, 0)}; 50 would be guessing.";

    internal override string AreaUndefined(string model, string cohort) => $"Model {model}, on {cohort}: the AUC is undefined, because all cases have the same outcome.";

    internal override string OtherCohorts => "On the other cohorts:";

    internal override string Caution => "What to keep in mind.";

    internal override string EveryModel => "All models and cohorts, in the order of the study file; none was left out.";

    // Patients
    internal override string PatientsTitle => "Patients";

    internal override string FlowTitle => "Flow of patients through the study";

    internal override string FlowReading =>
        "Follow the arrows down. Boxes at the right hold those who left, with the reason; the last boxes hold those whose numbers follow.";

    internal override string SealedCohort(string cohort) => $"{cohort} (sealed until the models were frozen)";

    internal override string RowsInTable => "Rows in the table";

    internal override string RowsSelected => "Rows of this cohort";

    internal override string NotSelected => "Not part of this cohort";

    internal override string SetAside(int cases) => $"Set aside: {NumberText.Count(cases)}";

    internal override string ReasonCount(string reason, int cases) => $"{reason}: {NumberText.Count(cases)}";

    internal override string Analysed => "Analysed";

    internal override string CasesOfPatients(int cases, int patients) => $"{NumberText.Count(cases)} cases of {NumberText.Count(patients)} patients";

    internal override string CasesWithOutcome(int events) => $"{NumberText.Count(events)} with the outcome";

    internal override string Part(string name) => name switch
    {
        "training" => "Training part",
        "test" => "Held-out part",
        _ => name,
    };

    internal override string SetAsideTitle => "Cases set aside";

    internal override string Case => "Case";

    internal override string Reason => "Reason";

    internal override string BaselineTitle => "Characteristics";

    internal override string BaselineCaption => "Characteristics of the cases by outcome.";

    internal override string Variable => "Variable";

    internal override string AllCases => "All";

    internal override string BaselineNote =>
        "Numbers: median (quartiles). Levels: count (percent of known values). P compares cases with and without the outcome and describes only; no predictor was chosen by it.";

    internal override string TestsUsed(string tests) => $"Tests: {tests}.";

    internal override string Missing(int cases) => $"{NumberText.Count(cases)} missing";

    private static string Range(Estimate estimate, int decimals) => $"{NumberText.Fixed(estimate.Lower, decimals)} to {NumberText.Fixed(estimate.Upper, decimals)}";
}
