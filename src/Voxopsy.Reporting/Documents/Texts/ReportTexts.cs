using Voxopsy.Study.Checks;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Texts;

/// <summary>Every word of a report; a language is a class that has them all, so that none can be missing.</summary>
/// <remarks>Texts are plain: whoever writes them into a page escapes them.</remarks>
internal abstract partial class ReportTexts
{
    /// <summary>The words of a language.</summary>
    internal static ReportTexts Of(Language language) => language == Language.Chinese ? new ChineseTexts() : new EnglishTexts();

    // Everywhere
    internal abstract string Tag { get; }

    internal abstract string Kicker { get; }

    internal abstract string Contents { get; }

    internal abstract string HowToRead { get; }

    internal abstract string ListSeparator { get; }

    internal abstract string Named(string name, string value);

    internal abstract string Bracketed(string text, string inside);

    internal abstract string FigureNumber(int number);

    internal abstract string TableNumber(int number);

    internal abstract string Model { get; }

    internal abstract string Cohort { get; }

    internal abstract string EventsOfCases { get; }

    internal abstract string P { get; }

    internal abstract string AucWithInterval { get; }

    internal abstract string WithOutcome(string outcome);

    internal abstract string WithoutOutcome(string outcome);

    internal abstract string Footer(string version);

    // Why a number is undefined
    internal abstract string OneClassOnly { get; }

    internal abstract string NotEstimable { get; }

    internal abstract string NotTested { get; }

    internal abstract string Penalised { get; }

    internal abstract string EmptyDenominator { get; }

    internal abstract string NoKnownValue { get; }

    internal abstract string RankedAlike { get; }

    internal abstract string NoCalibration { get; }

    // Words of the Study room
    internal abstract string Kind(ModelKind kind);

    internal abstract string Evaluated(EvaluationKind kind);

    internal abstract string Scheme(DesignSummary design);

    internal abstract string Problem(ProblemKind kind);

    internal abstract string Rule(string thresholdRule);

    internal abstract string Test(string name);

    internal abstract string Step(string name);

    internal abstract string Finding(Finding finding);

    // Terms of a model
    internal abstract string Per(string unit);

    internal abstract string Against(string level);

    internal abstract string PerDeviation { get; }

    internal abstract string PerLogOdds { get; }

    internal abstract string LogOdds { get; }

    internal abstract string Unit(string unit);

    internal abstract string ScoreOf(string model);

    /// <summary>A cohort with how its predictions came about, such as <c>development (out of fold)</c>.</summary>
    internal string CohortOf(CohortEvaluation evaluation) => Bracketed(evaluation.Name, Evaluated(evaluation.Evaluation));

    /// <summary>A term with what one step of it is, such as <c>age (per year)</c>.</summary>
    internal string TermOf(RegressionTerm term) => term.Unit switch
    {
        "" => term.Name,
        "1 SD" => Bracketed(term.Name, PerDeviation),
        "log odds" => Bracketed(NameOf(term.Name), PerLogOdds),
        _ when term.Unit.StartsWith("vs ", StringComparison.Ordinal) => Bracketed(term.Name, Against(term.Unit[3..])),
        _ => Bracketed(term.Name, Per(term.Unit)),
    };

    /// <summary>A predictor with its unit, such as <c>age (year)</c>.</summary>
    internal string PredictorOf(NomogramAxisResult axis) => axis.Unit switch
    {
        "" => axis.Predictor,
        "log odds" => Bracketed(NameOf(axis.Predictor), LogOdds),
        _ => Bracketed(axis.Predictor, Unit(axis.Unit)),
    };

    private string NameOf(string predictor) => predictor.EndsWith(" score", StringComparison.Ordinal) ? ScoreOf(predictor[..^6]) : predictor;
}
