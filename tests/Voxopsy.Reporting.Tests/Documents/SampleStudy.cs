using System.Collections.Immutable;
using Voxopsy.Reporting.Tests.Figures;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Tests.Documents;

/// <summary>A whole study result of plausible numbers; every name from the data passes through one function, so that tests can make them hostile.</summary>
internal static class SampleStudy
{
    internal static StudyResult Plain { get; } = Of(name => name);

    internal static StudyResult Of(Func<string, string> name) => new()
    {
        Title = name("CT shape and grade of renal carcinoma"),
        Seed = 20260401,
        Language = "en",
        Outcome = new OutcomeSummary(name("high grade"), name("isup_grade"), [name("3"), name("4")]),
        Design = new DesignSummary(ValidationScheme.KFold, 5, 10, double.NaN, [name("outcome"), name("center")], string.Empty, 1000),
        Flow = new PatientFlow(
            [
                new CohortFlow(name("development"), false, 367, 234, 231, 231, 92, []),
                new CohortFlow(name("batch B"), true, 367, 133, 98, 96, 41, []),
            ],
            [
                new SetAsideCase(name("development"), name("case_00012"), ProblemKind.EmptyMask, name("mask holds no voxel of label 2")),
                new SetAsideCase(name("development"), name("case_00077"), ProblemKind.MissingOutcome, name("outcome is empty")),
                new SetAsideCase(name("development"), name("case_00090"), ProblemKind.MissingOutcome, name("outcome is empty")),
            ]),
        Baseline = Baseline(name),
        Univariable =
        [
            Term(name("age"), name("year"), 0.021, 0.011, 0.056),
            Term(name("sex = M"), "vs " + name("F"), 0.54, 0.3, 0.072),
            Term(name("size"), name("cm"), 0.37, 0.066, 0.0000003),
            new RegressionTerm(name("site = rare"), "vs " + name("common"), double.NaN, double.NaN, Estimate.Undefined, double.NaN),
        ],
        Models =
        [
            Model(name, "clinical", ModelKind.Stepwise, 0.772, 0.26),
            Model(name, "shape", ModelKind.Signature, 0.741, 0.34),
            Model(name, "combined", ModelKind.Logistic, 0.785, 0.24),
        ],
        Comparisons =
        [
            new ComparisonResult(name("development"), name("combined"), name("clinical"), new Estimate(0.013, -0.012, 0.038), 0.31, 0.62),
            new ComparisonResult(name("development"), name("shape"), name("clinical"), new Estimate(-0.031, -0.071, 0.009), 0.13, 0.39),
            new ComparisonResult(name("batch B"), name("combined"), name("clinical"), new Estimate(0, 0, 0), double.NaN, double.NaN),
        ],
        Tried = 3,
        Findings = [.. Enum.GetValues<FindingCode>().Select(code => FindingOf(code, name))],
        Openings = [new CohortOpening(name("batch B"), "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 2)],
        Version = "0.1.0",
    };

    internal static Finding FindingOf(FindingCode code, Func<string, string> name) => new(code, new Dictionary<string, string>
    {
        ["model"] = name("combined"),
        ["baseline"] = name("clinical"),
        ["added"] = name("shape"),
        ["cohort"] = name("development"),
        ["delta"] = "0.0132",
        ["lower"] = "-0.0121",
        ["upper"] = "0.0383",
        ["auc"] = "0.5412",
        ["slope"] = "0.61",
        ["development"] = "0.785",
        ["external"] = "0.662",
        ["share"] = "0.35",
        ["prevalence"] = "0.2",
        ["events"] = "92",
        ["parameters"] = "14",
        ["limit"] = "92",
        ["source"] = name("shape"),
        ["count"] = "3",
        ["examples"] = name("maximum_2d_row"),
        ["column"] = name("bmi"),
        ["level"] = name("unknown"),
        ["fits"] = "4",
        ["of"] = "50",
        ["patients"] = "17",
        ["cases"] = "41",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal));

    private static BaselineSummary Baseline(Func<string, string> name)
    {
        BaselineGroup[] groups = [.. new[] { ("development", 231, 92), ("batch B", 98, 41) }.SelectMany(cohort => new[]
        {
            new BaselineGroup(name(cohort.Item1), null, cohort.Item2),
            new BaselineGroup(name(cohort.Item1), false, cohort.Item2 - cohort.Item3),
            new BaselineGroup(name(cohort.Item1), true, cohort.Item3),
        })];
        BaselineCell Number(BaselineGroup group, double median) => new(group.Cases - 2, 2, median, 10, median + (group.Outcome == true ? 1.4 : 0), median - 6.8, median + 7.1, 0);
        BaselineCell Level(BaselineGroup group, double share) =>
            new(group.Cases, 0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, (int)(group.Cases * share));
        ImmutableArray<BaselineTest> Tests(string test, double p) => [new(name("development"), test, p), new(name("batch B"), test, double.NaN)];
        return new BaselineSummary(
            [.. groups],
            [
                new BaselineRow(name("age"), name("year"), string.Empty, [.. groups.Select(group => Number(group, 59.2))], Tests("Mann-Whitney", 0.041)),
                new BaselineRow(name("size"), name("cm"), string.Empty, [.. groups.Select(group => Number(group, 3.81))], Tests("Mann-Whitney", 0.0000004)),
                new BaselineRow(name("sex"), string.Empty, name("F"), [.. groups.Select(group => Level(group, 0.4))], Tests("Fisher exact", 0.08)),
                new BaselineRow(name("sex"), string.Empty, name("M"), [.. groups.Select(group => Level(group, 0.6))], []),
            ]);
    }

    private static RegressionTerm Term(string term, string unit, double coefficient, double error, double p) => new(
        term,
        unit,
        coefficient,
        error,
        new Estimate(Math.Exp(coefficient), Math.Exp(coefficient - (1.96 * error)), Math.Exp(coefficient + (1.96 * error))),
        p);

    private static ModelResult Model(Func<string, string> name, string model, ModelKind kind, double auc, double power)
    {
        bool signature = kind == ModelKind.Signature;
        ThresholdResult threshold = new(0.412, "youden", name("development"));
        LassoResult lasso = SampleNumbers.Lasso();
        return new ModelResult
        {
            Name = name(model),
            Kind = kind,
            Sources = [name("clinical"), name("rad")],
            Candidates = signature ? 14 : 4,
            Features = signature ? 2 : 3,
            Intercept = -3.2187,
            Terms = signature
                ?
                [
                    new RegressionTerm(name("shape_sphericity"), "1 SD", -0.41, double.NaN, new Estimate(0.664, double.NaN, double.NaN), double.NaN),
                    new RegressionTerm(name("shape_maximum_3d_diameter"), "1 SD", 0.66, double.NaN, new Estimate(1.935, double.NaN, double.NaN), double.NaN),
                ]
                :
                [
                    Term(name("age"), name("year"), 0.018, 0.012, 0.13),
                    Term(name("sex = M"), "vs " + name("F"), 0.61, 0.31, 0.049),
                    Term(name("shape") + " score", "log odds", 0.81, 0.17, 0.0001),
                ],
            Selection = signature
                ? [new("variance", 14, 14), new("Mann-Whitney p < 0.05", 14, 11), new("|Spearman| <= 0.9", 11, 6), new("LASSO (10 folds, min)", 6, 2)]
                : kind == ModelKind.Stepwise ? [new("stepwise AIC (both)", 4, 3)] : [],
            SelectionShares = signature ? [new(name("shape_maximum_3d_diameter"), 1), new(name("shape_sphericity"), 0.86), new(name("shape_flatness"), 0.12)] : [],
            Lasso = signature ? lasso with { Paths = [.. lasso.Paths.Select(path => path with { Feature = name(path.Feature) })] } : null,
            Nomogram = kind == ModelKind.Logistic ? Nomogram(name) : null,
            Threshold = threshold,
            Cohorts =
            [
                Evaluation(name("development"), EvaluationKind.OutOfFold, 231, 92, auc, power, threshold, name),
                Evaluation(name("batch B"), EvaluationKind.External, 98, 41, auc - 0.04, power + 0.08, threshold, name),
            ],
        };
    }

    private static NomogramResult Nomogram(Func<string, string> name)
    {
        NomogramResult nomogram = SampleNumbers.Nomogram();
        return nomogram with
        {
            Axes = [.. nomogram.Axes.Select(axis => axis with
            {
                Predictor = name(axis.Predictor),
                Unit = axis.Unit.Length > 0 ? name(axis.Unit) : string.Empty,
                Marks = [.. axis.Marks.Select(mark => mark with { Label = name(mark.Label) })],
            })],
        };
    }

    private static CohortEvaluation Evaluation(
        string cohort, EvaluationKind kind, int cases, int events, double auc, double power, ThresholdResult threshold, Func<string, string> name) => new()
    {
        Name = cohort,
        Evaluation = kind,
        Cases = cases,
        Events = events,
        Auc = new Estimate(auc, auc - 0.061, auc + 0.058),
        AucOfRepeats = [auc, auc + 0.01],
        Threshold = threshold,
        Confusion = new ConfusionCounts((int)(events * 0.7), (int)((cases - events) * 0.28), cases - events - (int)((cases - events) * 0.28), events - (int)(events * 0.7)),
        Accuracy = new Estimate(0.71, 0.65, 0.77),
        Sensitivity = new Estimate(0.7, 0.6, 0.78),
        Specificity = new Estimate(0.72, 0.64, 0.79),
        Ppv = kind == EvaluationKind.External ? Estimate.Undefined : new Estimate(0.62, 0.53, 0.71),
        Npv = new Estimate(0.78, 0.7, 0.85),
        F1 = new Estimate(0.66, 0.58, 0.73),
        Brier = 0.187,
        BrierOfPrevalence = 0.24,
        Calibration = SampleNumbers.Calibration(),
        DecisionCurve = SampleNumbers.DecisionCurve(0.6 + (0.5 * auc)),
        Roc = SampleNumbers.Roc(power),
        Scores = [.. SampleNumbers.Scores(cases, auc).Select(score => score with { Case = name(score.Case) })],
        Subgroups =
        [
            new SubgroupEvaluation(name("sex"), name("F"), 90, 30, new Estimate(0.76, 0.65, 0.86)),
            new SubgroupEvaluation(name("sex"), name("M"), 141, 62, new Estimate(0.79, 0.71, 0.87)),
            new SubgroupEvaluation(name("center"), name("tiny"), 3, 0, Estimate.Undefined),
        ],
    };
}
