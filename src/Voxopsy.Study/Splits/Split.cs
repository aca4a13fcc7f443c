using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Study.Splits;

/// <summary>Divides cases into those that teach and those that judge, always by patient.</summary>
/// <remarks>The only maker of <see cref="TrainingSet"/> and <see cref="HeldOutSet"/>. Drawn from the study's seed before any feature value is seen.</remarks>
public static class Split
{
    /// <summary>All cases of the development cohort as one training set: what a frozen model learns from.</summary>
    internal static TrainingSet Whole(CaseTable cases) => new(cases.Features, cases.Outcomes, cases.Patients, cases.Strata, cases.Repeats);

    /// <summary>A cohort that only judges.</summary>
    internal static HeldOutSet External(CaseTable cases) => new(cases.Features, [.. Enumerable.Range(0, cases.Features.RowCount)]);

    /// <summary>One stratified division.</summary>
    internal static Fold Holdout(CaseTable cases, double testFraction, SeededRandom random)
    {
        // Dealing into many small folds and joining some of them gives the wished share in every stratum.
        const int Slots = 100;
        int[] slot = Deal(cases.Patients, cases.Strata, Slots, random);
        int testSlots = (int)Math.Round(testFraction * Slots);
        return Make("test", 0, cases, row => slot[row] < testSlots);
    }

    /// <summary>Stratified k-fold cross-validation, as often as asked.</summary>
    internal static ImmutableArray<Fold> KFold(CaseTable cases, int folds, int repeats, SeededRandom random)
    {
        List<Fold> all = [];
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            int[] foldOf = Deal(cases.Patients, cases.Strata, folds, random.For(string.Create(CultureInfo.InvariantCulture, $"repeat {repeat}")));
            for (int fold = 0; fold < folds; fold++)
            {
                int current = fold;
                string name = repeats > 1
                    ? string.Create(CultureInfo.InvariantCulture, $"r{repeat + 1:00}f{fold + 1}")
                    : string.Create(CultureInfo.InvariantCulture, $"f{fold + 1}");
                all.Add(Make(name, repeat, cases, row => foldOf[row] == current));
            }
        }

        return [.. all];
    }

    /// <summary>Each center is held out in turn; a patient seen in several centers is held out with the first.</summary>
    internal static ImmutableArray<Fold> ByCenter(CaseTable cases)
    {
        Dictionary<string, string> centerOf = [];
        for (int row = 0; row < cases.Patients.Length; row++)
        {
            centerOf.TryAdd(cases.Patients[row], cases.Centers[row]);
        }

        return [.. centerOf.Values.Distinct().Order(StringComparer.Ordinal)
            .Select(center => Make("center=" + center, 0, cases, row => centerOf[cases.Patients[row]] == center))];
    }

    /// <summary>Divides a training set again: what a step inside it may use to choose.</summary>
    public static ImmutableArray<Fold> Within(TrainingSet training, int folds, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(training);
        int[] foldOf = FoldOfRow(training, folds, random);
        int count = foldOf.Max() + 1;
        return [.. Enumerable.Range(0, count).Select(fold =>
        {
            int[] held = [.. Enumerable.Range(0, foldOf.Length).Where(row => foldOf[row] == fold)];
            int[] taught = [.. Enumerable.Range(0, foldOf.Length).Where(row => foldOf[row] != fold)];
            return new Fold(string.Create(CultureInfo.InvariantCulture, $"inner{fold + 1}"), 0, Take(training, taught), new HeldOutSet(training.Features.Rows(held), [.. held]));
        })];
    }

    /// <summary>The fold of each row of a training set; fewer folds when a class has too few patients.</summary>
    public static int[] FoldOfRow(TrainingSet training, int folds, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(training);
        int smaller = new[] { true, false }.Min(outcome => Enumerable.Range(0, training.Outcomes.Length)
            .Where(row => training.Outcomes[row] == outcome)
            .Select(row => training.Patients[row])
            .Distinct()
            .Count());
        return Deal(training.Patients, training.Strata, Math.Clamp(folds, 2, Math.Max(2, smaller)), random);
    }

    /// <summary>Scores of training rows by models fitted without their patients.</summary>
    /// <param name="training">The rows.</param>
    /// <param name="folds">Folds.</param>
    /// <param name="random">Draws the division.</param>
    /// <param name="fitAndScore">Fits on the first and gives the log odds of the rows of the second.</param>
    public static OutOfFoldScores OutOfFold(TrainingSet training, int folds, SeededRandom random, Func<Fold, double[]> fitAndScore)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(fitAndScore);
        double[] scores = new double[training.Outcomes.Length];
        foreach (Fold fold in Within(training, folds, random))
        {
            double[] part = fitAndScore(fold);
            for (int i = 0; i < part.Length; i++)
            {
                scores[fold.HeldOut.Rows[i]] = part[i];
            }
        }

        return new OutOfFoldScores([.. scores]);
    }

    /// <summary>The same scores after a correction that was learned on them.</summary>
    internal static OutOfFoldScores Corrected(OutOfFoldScores scores, Models.Recalibration recalibration) => new([.. recalibration.Apply([.. scores.LinearPredictors])]);

    /// <summary>A table with one more column.</summary>
    internal static FeatureTable Beside(FeatureTable table, FeatureId column, double[] values) => new(
        table.Subjects,
        [.. table.Features, column],
        [.. Enumerable.Range(0, table.Features.Length).Select(i => table.Column(i).ToArray()), values]);

    private static TrainingSet Take(TrainingSet training, int[] rows) => new(
        training.Features.Rows(rows),
        [.. rows.Select(row => training.Outcomes[row])],
        [.. rows.Select(row => training.Patients[row])],
        [.. rows.Select(row => training.Strata[row])],
        [.. training.Repeats.Select(repeat => repeat with { Values = repeat.Values.Rows(rows) })]);

    private static Fold Make(string name, int repeat, CaseTable cases, Func<int, bool> isHeldOut)
    {
        int[] held = [.. Enumerable.Range(0, cases.Patients.Length).Where(isHeldOut)];
        int[] taught = [.. Enumerable.Range(0, cases.Patients.Length).Where(row => !isHeldOut(row))];
        return new Fold(name, repeat, Take(Whole(cases), taught), new HeldOutSet(cases.Features.Rows(held), [.. held]));
    }

    /// <summary>Deals patients into folds, stratum by stratum, the largest patients first, each to the fold that has least of its stratum.</summary>
    private static int[] Deal(ImmutableArray<string> patients, ImmutableArray<string> strata, int folds, SeededRandom random)
    {
        Dictionary<string, List<int>> rowsOf = [];
        for (int row = 0; row < patients.Length; row++)
        {
            (rowsOf.TryGetValue(patients[row], out List<int>? rows) ? rows : rowsOf[patients[row]] = []).Add(row);
        }

        int[] foldOf = new int[patients.Length];
        int[] total = new int[folds];
        int[] order = [.. Enumerable.Range(0, folds)];

        // A patient with several rows belongs to the stratum of its rarest row, which is the one to be spread.
        Dictionary<string, int> strataSize = strata.CountBy(stratum => stratum).ToDictionary();
        foreach (IGrouping<string, KeyValuePair<string, List<int>>> stratum in rowsOf
            .GroupBy(pair => pair.Value.Select(row => strata[row]).MinBy(name => (strataSize[name], name))!)
            .OrderBy(group => strataSize[group.Key])
            .ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            string[] members = [.. stratum.Select(pair => pair.Key).Order(StringComparer.Ordinal)];
            random.Shuffle<string>(members);
            random.Shuffle<int>(order);
            int[] ofStratum = new int[folds];
            foreach (string patient in members.OrderByDescending(name => rowsOf[name].Count))
            {
                int best = order.MinBy(fold => (ofStratum[fold], total[fold]));
                foreach (int row in rowsOf[patient])
                {
                    foldOf[row] = best;
                }

                ofStratum[best] += rowsOf[patient].Count;
                total[best] += rowsOf[patient].Count;
            }
        }

        return foldOf;
    }
}
