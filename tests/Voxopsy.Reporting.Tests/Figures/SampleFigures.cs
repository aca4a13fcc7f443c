using System.Collections.Immutable;
using Voxopsy.Reporting.Figures;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Tests.Figures;

/// <summary>One figure of each kind, by name.</summary>
internal static class SampleFigures
{
    internal static ImmutableSortedDictionary<string, Figure> All { get; } = new Dictionary<string, Figure>
    {
        ["roc"] = Roc(),
        ["calibration"] = Calibration(),
        ["decision-curve"] = DecisionCurve(),
        ["lasso-path"] = LassoPath(),
        ["lasso-cv"] = LassoCrossValidation(),
        ["nomogram"] = Nomogram(),
        ["flow"] = Flow(),
        ["score-bars"] = ScoreBars(),
        ["learning-curves"] = LearningCurves(),
        ["heat-map"] = HeatMap(),
        ["forest"] = Forest(),
        ["box-strip"] = BoxStrip(),
        ["flow-chinese"] = FlowChinese(),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    internal static RocFigure Roc() => new()
    {
        Title = "ROC curves",
        Description = "Sensitivity against 1 − specificity of three models in two cohorts.",
        HorizontalLabel = "1 − specificity",
        VerticalLabel = "Sensitivity",
        AreaLabel = "AUC (95% CI)",
        Panels =
        [
            new("development, out of fold (n = 231, 92 events)",
            [
                new("clinical", new Estimate(0.772, 0.71, 0.83), SampleNumbers.Roc(0.3), new RocPoint(0.25, 0.7)),
                new("shape of the tumour with fourteen features of its mask", new Estimate(0.741, 0.67, 0.81), SampleNumbers.Roc(0.36), null),
                new("combined", new Estimate(0.785, 0.73, 0.84), SampleNumbers.Roc(0.26), new RocPoint(0.2, 0.68)),
            ]),
            new("batch B, external (n = 98, 41 events)",
            [
                new("clinical", new Estimate(0.732, 0.63, 0.83), SampleNumbers.Roc(0.38), null),
                new("shape", new Estimate(0.701, 0.59, 0.81), SampleNumbers.Roc(0.45), null),
                new("combined", new Estimate(0.744, 0.64, 0.84), SampleNumbers.Roc(0.35), null),
            ]),
        ],
    };

    internal static CalibrationFigure Calibration()
    {
        CalibrationResult result = SampleNumbers.Calibration();
        ImmutableArray<CaseScore> scores = SampleNumbers.Scores(231, 0.7);
        return new CalibrationFigure
        {
            Title = "Calibration",
            Description = "Observed proportion against predicted probability.",
            HorizontalLabel = "Predicted probability",
            VerticalLabel = "Observed proportion",
            Words = new("smooth curve", "groups (95% CI)", "ideal", "high grade", "others"),
            Panels =
            [
                new(
                    "combined, development (out of fold)",
                    [$"Intercept {NumberText.WithInterval(result.Intercept, 2)}", $"Slope {NumberText.WithInterval(result.Slope, 2)}", "ICI 0.031"],
                    result.Curve,
                    result.Groups,
                    Bins(scores, true),
                    Bins(scores, false)),
            ],
        };
    }

    internal static DecisionCurveFigure DecisionCurve() => new()
    {
        Title = "Decision curves",
        Description = "Net benefit over threshold probabilities.",
        HorizontalLabel = "Threshold probability",
        VerticalLabel = "Net benefit",
        TreatAllLabel = "treat all",
        TreatNoneLabel = "treat none",
        Panels =
        [
            new("development (out of fold)",
            [
                new("clinical", SampleNumbers.DecisionCurve(0.8).Points),
                new("combined", SampleNumbers.DecisionCurve(1.1).Points),
            ]),
        ],
    };

    internal static LassoPathFigure LassoPath()
    {
        LassoResult lasso = SampleNumbers.Lasso();
        return new LassoPathFigure
        {
            Title = "LASSO path",
            Description = "Coefficients along the penalty.",
            Lambdas = lasso.Lambdas,
            NonZero = lasso.NonZero,
            Paths = lasso.Paths,
            ChosenIndex = lasso.ChosenIndex,
            Marks = Marks(lasso),
            VerticalLabel = "Coefficient (log odds per SD)",
        };
    }

    internal static LassoCrossValidationFigure LassoCrossValidation()
    {
        LassoResult lasso = SampleNumbers.Lasso();
        return new LassoCrossValidationFigure
        {
            Title = "LASSO cross-validation",
            Description = "Deviance along the penalty.",
            Lambdas = lasso.Lambdas,
            MeanDeviance = lasso.MeanDeviance,
            StandardError = lasso.StandardError,
            NonZero = lasso.NonZero,
            Marks = Marks(lasso),
            VerticalLabel = "Binomial deviance",
        };
    }

    internal static NomogramFigure Nomogram() => new()
    {
        Title = "Nomogram",
        Description = "Points for each predictor and the probability of their sum.",
        PointsLabel = "Points",
        TotalLabel = "Total points",
        ProbabilityLabel = "Probability of high grade",
        Nomogram = SampleNumbers.Nomogram(),
    };

    internal static FlowFigure Flow() => new()
    {
        Title = "Flow of patients",
        Description = "From the table to the analysis.",
        Columns =
        [
            new(
                "development",
                [
                    new(["Rows in the table", "n = 367"], ["Not chosen by the study", "n = 136"]),
                    new(["Rows of the cohort", "n = 231"], ["Set aside: n = 3", "Mask holds no voxel of the wanted label: 2", "Outcome missing: 1"]),
                    new(["Analysed", "228 cases of 228 patients, 92 with the outcome"], []),
                ],
                [["training", "n = 160", "64 events"], ["test", "n = 68", "28 events"]]),
            new("batch B (sealed until the models were frozen)", [new(["Rows in the table", "n = 98"], []), new(["Analysed", "98 cases, 41 with the outcome"], [])], []),
        ],
    };

    internal static FlowFigure FlowChinese() => new()
    {
        Title = "病例流程图",
        Description = "从数据表到分析。",
        Columns =
        [
            new(
                "开发队列",
                [new(["数据表中的行数", "n = 367"], ["研究条件未选中", "n = 136"]), new(["纳入分析", "共 231 例，来自 231 名患者，其中 92 例出现结局（高级别）"], [])],
                []),
        ],
    };

    internal static LearningCurveFigure LearningCurves() => new()
    {
        Title = "Learning curves of the networks of dl",
        Description = "The loss of two networks over twelve epochs; the second has no inner part.",
        HorizontalLabel = "Epoch",
        VerticalLabel = "Loss",
        Words = ("patients it learns from", "inner part", "epoch that was kept"),
        Panels =
        [
            new LearningPanel("Network 1", [.. Enumerable.Range(1, 12).Select(epoch => 0.7 * Math.Pow(0.85, epoch))], [.. Enumerable.Range(1, 12).Select(epoch => 0.5 + (0.004 * (epoch - 6) * (epoch - 6)))], 6),
            new LearningPanel("Network 2", [.. Enumerable.Range(1, 12).Select(epoch => 0.6 * Math.Pow(0.8, epoch))], [.. Enumerable.Repeat(double.NaN, 12)], 12),
        ],
    };

    internal static ScoreBarsFigure ScoreBars() => new()
    {
        Title = "Scores",
        Description = "One bar a case.",
        HorizontalLabel = "Cases, sorted by predicted probability",
        VerticalLabel = "Predicted probability",
        WithLabel = "high grade",
        WithoutLabel = "others",
        ThresholdLabel = "threshold 0.41",
        Threshold = 0.41,
        Scores = SampleNumbers.Scores(120, 0.9),
    };

    internal static HeatMapFigure HeatMap()
    {
        string[] names = ["age", "bmi", "radiographic size", "shape_sphericity", "shape_surface_area", "shape_mesh_volume", "firstorder_mean"];
        return new HeatMapFigure
        {
            Title = "Correlation",
            Description = "Spearman correlation of each pair.",
            Names = [.. names],
            Values = [.. names.Select((_, i) => names.Select((_, j) => i == j ? 1 : Math.Cos((i + 1) * (j + 1) * 0.9) * 0.95).ToImmutableArray())],
            ScaleLabel = "Spearman correlation",
        };
    }

    internal static ForestFigure Forest() => new()
    {
        Title = "Odds ratios",
        Description = "Odds ratios with intervals.",
        HorizontalLabel = "Odds ratio (log scale)",
        ValueLabel = "OR (95% CI)",
        Spread = ForestSpread.Logarithmic,
        Reference = 1,
        Rows =
        [
            Row("age (per year)", new Estimate(1.02, 0.99, 1.05)),
            Row("sex = M (against F)", new Estimate(1.71, 0.93, 3.15)),
            Row("radiographic size (per cm), measured on the largest axial slice", new Estimate(1.45, 1.27, 1.66)),
            Row("metastasis = yes (against no)", new Estimate(88, 3.1, 4200)),
            Row("signature", new Estimate(2.7, double.NaN, double.NaN)),
        ],
    };

    internal static BoxStripFigure BoxStrip() => new()
    {
        Title = "Scores by grade",
        Description = "Distribution of scores in each grade.",
        VerticalLabel = "Predicted probability",
        Groups =
        [
            new("grade 1", [.. SampleNumbers.Sequence(30, 0.3).Select(value => value * 0.5)], 0.12, 0.24, 0.37),
            new("grade 2", [.. SampleNumbers.Sequence(80, 0.5).Select(value => 0.1 + (value * 0.6))], 0.25, 0.4, 0.55),
            new("grade 3 and above", [.. SampleNumbers.Sequence(60, 0.7).Select(value => 0.2 + (value * 0.75))], 0.4, 0.6, 0.76),
        ],
    };

    private static ForestRow Row(string name, Estimate estimate) => new(name, estimate, NumberText.Ratio(estimate));

    private static LassoMarks Marks(LassoResult lasso) =>
        new(lasso.MinimumIndex, lasso.OneStandardErrorIndex, "Penalty λ (log scale, strong to weak)", "Columns in the model", "λ min", "λ 1 SE");

    private static ImmutableArray<int> Bins(ImmutableArray<CaseScore> scores, bool outcome) =>
        [.. Enumerable.Range(0, 25).Select(i => scores.Count(score => score.Outcome == outcome && (int)(score.Probability * 25) == i))];
}
