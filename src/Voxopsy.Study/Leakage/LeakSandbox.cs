using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Evaluations;
using Voxopsy.Study.Models;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;

namespace Voxopsy.Study.Leakage;

/// <summary>Rehearses practices that leak, on purpose and beside the honest run, so that a reader sees what each would have claimed on these very data.</summary>
/// <remarks>
/// The one place of the program where a step meets rows it must not learn from. It is sealed off by its types: it takes the table of a cohort and gives
/// <see cref="LeakClaim"/>s, which are texts and numbers. No model, step or score leaves it, so none can reach a <c>FrozenModel</c>; a test holds that.
/// </remarks>
internal sealed class LeakSandbox(CaseTable cases, int divisions, SeededRandom random)
{
    /// <summary>The fewest columns that three scores can be made of.</summary>
    internal const int LeastColumns = 3;

    private const double TestFraction = 0.3;

    /// <summary>L1 to L6, each over the same divisions as the honest run.</summary>
    internal ImmutableArray<LeakClaim> Claims(int jobs, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        Division[] results = new Division[divisions];
        int done = 0;
        progress.Report(new StageProgress("sandbox", 0, divisions, 0, "division"));
        Parallel.For(0, divisions, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, i =>
        {
            results[i] = Rehearse(random.For(string.Create(CultureInfo.InvariantCulture, $"division {i}")));
            progress.Report(new StageProgress("sandbox", Interlocked.Increment(ref done), divisions, 0, "division"));
        });

        double Mean(Func<Division, double> value) => results.Select(value).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
        double honest = Mean(result => result.Honest);
        return
        [
            new("L1", "z-score, tests and correlation filter on all patients, then the split", "AUC", BetterWhen.Higher, honest, Mean(result => result.ScreenedOnAll)),
            new("L2", string.Create(CultureInfo.InvariantCulture, $"the best of {divisions} splits"), "AUC", BetterWhen.Higher, honest, results.Max(result => result.Honest)),
            new("L3", "Youden's threshold on the judged cohort", "sensitivity + specificity", BetterWhen.Higher, Mean(result => result.YoudenHonest), Mean(result => result.YoudenOnTest)),
            new("L4", "the regression that combines three scores refitted on the judged cohort", "AUC", BetterWhen.Higher, Mean(result => result.Combined), Mean(result => result.Refitted)),
            new("L5", "recalibrated on the judged outcomes before calibration is drawn", "calibration error (ICI)", BetterWhen.Lower, Mean(result => result.Ici), Mean(result => result.IciAfter)),
            new("L6", "principal components of training and judged patients together", "AUC", BetterWhen.Higher, Mean(result => result.ComponentsHonest), Mean(result => result.ComponentsOfAll)),
        ];
    }

    private Division Rehearse(SeededRandom own)
    {
        Fold fold = Split.Holdout(cases, TestFraction, own.For("split"));
        bool[] outcomes = Outcomes(fold);
        double[] scores = SandboxModel.Screened(fold.Training, fold.HeldOut.Features, own.For("lasso"));
        double[] inner = [.. Split.OutOfFold(fold.Training, 5, own.For("inner"), part => SandboxModel.Screened(part.Training, part.HeldOut.Features, own.For("lasso " + part.Name))).LinearPredictors];
        bool[] taught = [.. fold.Training.Outcomes];

        // L1: the steps have seen the judged patients and their outcomes; what follows is as honest as before.
        ImmutableArray<IFittedStep> leaked = SandboxModel.Screening(Split.Whole(cases));
        double[] leakedScores = SandboxModel.Lasso(
            leaked.Aggregate(fold.Training, (rows, step) => rows.After(step)), SandboxModel.Apply(leaked, fold.HeldOut.Features), own.For("lasso"));

        (double combined, double refitted) = Combine(fold, outcomes, own);
        (double ici, double iciAfter) = Calibrate(scores, outcomes);
        return new Division(
            AreaUnderCurve.Value(scores, outcomes),
            AreaUnderCurve.Value(leakedScores, outcomes),
            SensitivityAndSpecificity(scores, outcomes, RocCurve.From(inner, taught).YoudenThreshold()),
            SensitivityAndSpecificity(scores, outcomes, RocCurve.From(scores, outcomes).YoudenThreshold()),
            combined,
            refitted,
            ici,
            iciAfter,
            Components(fold, fold.Training, outcomes),
            Components(fold, Split.Whole(cases), outcomes));
    }

    private bool[] Outcomes(Fold fold) => [.. fold.HeldOut.Rows.Select(row => cases.Outcomes[row])];

    /// <summary>L4: three scores from thirds of the columns, combined on out-of-fold scores of training rows, or again on the judged rows.</summary>
    private static (double Honest, double Refitted) Combine(Fold fold, bool[] outcomes, SeededRandom own)
    {
        ImmutableArray<FeatureId> columns = fold.Training.Features.Features;
        List<double[]> taught = [];
        List<double[]> judged = [];
        for (int third = 0; third < 3; third++)
        {
            KeptColumns part = new([.. columns.Where((_, i) => i % 3 == third)]);
            if (part.Columns.IsEmpty)
            {
                continue;
            }

            TrainingSet training = fold.Training.After(part);
            taught.Add([.. Split.OutOfFold(training, 5, own.For("combine"), inner => SandboxModel.Centroid(inner.Training, inner.HeldOut.Features)).LinearPredictors]);
            judged.Add(SandboxModel.Centroid(training, part.Apply(fold.HeldOut.Features)));
        }

        double[] frozen = SandboxModel.Logistic([.. taught], [.. fold.Training.Outcomes], [.. judged]);
        double[] again = SandboxModel.Logistic([.. judged], outcomes, [.. judged]);
        return (Area(frozen, outcomes), Area(again, outcomes));
    }

    private static (double Ici, double After) Calibrate(double[] scores, bool[] outcomes)
    {
        double Ici(double[] logOdds) => CalibrationSummary.Of([.. logOdds.Select(LinearModel.Probability)], outcomes).Ici;
        double honest = Ici(scores);
        double[] again = SandboxModel.Logistic([scores], outcomes, [scores]);
        double after = again.Any(double.IsNaN) ? double.NaN : Ici(again);
        return double.IsNaN(honest) || double.IsNaN(after) ? (double.NaN, double.NaN) : (honest, after);
    }

    /// <summary>L6: five components, learned on some rows, and a logistic regression of the training rows on them.</summary>
    private static double Components(Fold fold, TrainingSet learnsFrom, bool[] outcomes)
    {
        IFittedStep fill = new ImputeMedian().Fit(learnsFrom);
        IFittedStep varying = new DropConstant().Fit(learnsFrom.After(fill));
        TrainingSet filled = learnsFrom.After(fill).After(varying);
        if (filled.Features.Features.Length < 2)
        {
            return double.NaN;
        }

        IFittedStep components = new ExtractComponents(5, 1).Fit(filled);
        FeatureTable Of(FeatureTable table) => components.Apply(varying.Apply(fill.Apply(table)));
        FeatureTable taught = Of(fold.Training.Features);
        FeatureTable judged = Of(fold.HeldOut.Features);
        double[][] Columns(FeatureTable table) => [.. Enumerable.Range(0, table.Features.Length).Select(i => table.Column(i).ToArray())];
        return Area(SandboxModel.Logistic(Columns(taught), [.. fold.Training.Outcomes], Columns(judged)), outcomes);
    }

    private static double Area(double[] scores, bool[] outcomes) => scores.Any(double.IsNaN) ? double.NaN : AreaUnderCurve.Value(scores, outcomes);

    private static double SensitivityAndSpecificity(double[] scores, bool[] outcomes, double threshold)
    {
        double events = outcomes.Count(outcome => outcome);
        double found = Enumerable.Range(0, scores.Length).Count(i => outcomes[i] && scores[i] >= threshold);
        double cleared = Enumerable.Range(0, scores.Length).Count(i => !outcomes[i] && scores[i] < threshold);
        return (found / events) + (cleared / (scores.Length - events));
    }

    private sealed record Division(
        double Honest,
        double ScreenedOnAll,
        double YoudenHonest,
        double YoudenOnTest,
        double Combined,
        double Refitted,
        double Ici,
        double IciAfter,
        double ComponentsHonest,
        double ComponentsOfAll);
}
