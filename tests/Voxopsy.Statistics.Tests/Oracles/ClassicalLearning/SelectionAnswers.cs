using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Folds;
using Voxopsy.Statistics.Learning;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Statistics.Selection;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles.ClassicalLearning;

/// <summary>Answers the cases of feature selection, folds and cross-validation.</summary>
internal static class SelectionAnswers
{
    private const double Exact = 1e-9;
    private const double Lbfgs = 1e-6;

    internal static void Elimination(OracleCase asked)
    {
        ClassicalCase rows = new(asked);
        if (!asked.Call.Contains("one feature dropped at a time by smallest |coefficient|", StringComparison.Ordinal))
        {
            throw new NotSupportedException($"another rule of elimination: {asked.Call}");
        }

        ImmutableArray<int> ranks = RecursiveElimination.Rank(
            rows.All, rows.AllEvents, (int)asked.Number("keep"), model: new RidgeLogistic { Cost = rows.Said(@"\(C=([0-9.]+)\)"), ScikitLearnTolerance = 1e-12 });
        rows.GiveFeatures("ranking", [.. ranks.Select(rank => (double)rank)], 0);
        rows.GiveFeatures("support", [.. ranks.Select(rank => rank == 1 ? 1.0 : 0)], 0);
    }

    internal static void Filters(OracleCase asked)
    {
        ClassicalCase rows = new(asked);
        FeatureTable unit = Scaling.MinMax(rows.All, ConstantColumnPolicy.CenterOnly).Apply(rows.All);
        ImmutableArray<FeatureScore> anova = ClassFilters.Anova(rows.All, rows.AllEvents);
        ImmutableArray<FeatureScore> chi = ClassFilters.ChiSquare(unit, rows.AllEvents);
        rows.GiveFeatures("f", [.. anova.Select(score => score.Statistic)], Exact);
        rows.GiveFeatures("p", [.. anova.Select(score => score.P)], Exact);
        rows.GiveFeatures("chi2", [.. chi.Select(score => score.Statistic)], Exact);
        rows.GiveFeatures("chi2_p", [.. chi.Select(score => score.P)], Exact);
        Kept("variance_kept", ClassFilters.KeepByVariance(unit, rows.Said(@"VarianceThreshold\(([0-9.]+)\)")));
        foreach (string best in asked.Expected.Select(expected => expected.Quantity).Distinct().Where(name => Regex.IsMatch(name, "^kbest[0-9]+$")))
        {
            Kept(best, ClassFilters.KeepBest(anova, int.Parse(best["kbest".Length..], CultureInfo.InvariantCulture)));
        }

        void Kept(string quantity, ImmutableArray<FeatureId> kept) =>
            rows.GiveFeatures(quantity, [.. rows.All.Features.Select(feature => kept.Contains(feature) ? 1.0 : 0)], 0);
    }

    internal static void Folds(OracleCase asked)
    {
        ClassicalCase rows = new(asked);
        rows.GiveRows("stratified", OneBased(FoldAssignment.Stratified<bool>(rows.AllEvents, (int)rows.Said(@"StratifiedKFold\((\d+)"), Shuffle(asked, "StratifiedKFold"))), 0);
        rows.GiveRows("plain", OneBased(FoldAssignment.Plain(rows.AllEvents.Length, (int)rows.Said(@"(?<!Stratified)KFold\((\d+)"), Shuffle(asked, "(?<!Stratified)KFold"))), 0);
    }

    internal static void NestedValidation(OracleCase asked)
    {
        ClassicalCase rows = new(asked);
        int folds = (int)rows.Said(@"StratifiedKFold\((\d+)");
        int best = (int)rows.Said(@"SelectKBest\(f_classif, ?(\d+)\)");
        RidgeLogistic model = new() { Cost = rows.Said(@"\(C=([0-9.]+)\)"), ScikitLearnTolerance = 1e-12 };
        int[] fold = FoldAssignment.Stratified<bool>(rows.AllEvents, folds, Shuffle(asked, "StratifiedKFold"));
        FeatureTable leaked = ClassicalCase.Standardize(rows.All, rows.All);
        leaked = leaked.Select(ClassFilters.KeepBest(ClassFilters.Anova(leaked, rows.AllEvents), best));
        double[] probability = new double[fold.Length];
        double[] leaky = new double[fold.Length];
        for (int k = 0; k < folds; k++)
        {
            (int[] training, int[] test) = FoldAssignment.Split(fold, k);
            bool[] events = Array.ConvertAll(training, row => rows.AllEvents[row]);
            FeatureTable inside = rows.All.Rows(training);
            FeatureTable scaled = ClassicalCase.Standardize(inside, inside);
            ImmutableArray<FeatureId> kept = ClassFilters.KeepBest(ClassFilters.Anova(scaled, events), best);
            double[] outside = model.Fit(scaled.Select(kept), events).Predict(ClassicalCase.Standardize(inside, rows.All.Rows(test)));
            double[] leakedOutside = model.Fit(leaked.Rows(training), events).Predict(leaked.Rows(test));
            for (int i = 0; i < test.Length; i++)
            {
                probability[test[i]] = outside[i];
                leaky[test[i]] = leakedOutside[i];
            }

            string key = ExpectedQuantity.Key(k + 1);
            asked.Answer("fold_auc", key, "", AreaUnderCurve.Value(outside, Array.ConvertAll(test, row => rows.AllEvents[row])), Exact);
            HashSet<FeatureId> picks = AmongRepeats(asked, key, kept, inside);
            foreach (FeatureId feature in rows.All.Features)
            {
                asked.Answer("fold_selected", key, feature.Name, picks.Contains(feature) ? 1 : 0, 0);
            }
        }

        rows.GiveRows("out_of_fold_probability", probability, Lbfgs, OracleTally.Measure.Relative);
        asked.Answer("pooled_auc", AreaUnderCurve.Value(probability, rows.AllEvents), Exact);
        asked.Answer("leaky_pooled_auc", AreaUnderCurve.Value(leaky, rows.AllEvents), Exact);
    }

    /// <summary>
    /// Features that are multiples of each other (Energy and TotalEnergy) have equal scores; which of them the reference keeps hangs on its last
    /// digit, so either of such a pair is the same pick.
    /// </summary>
    private static HashSet<FeatureId> AmongRepeats(OracleCase asked, string fold, ImmutableArray<FeatureId> kept, FeatureTable training)
    {
        HashSet<FeatureId> picks = [.. kept];
        FeatureId[] theirs = [.. asked.Expected.Where(one => one.Quantity == "fold_selected" && one.Key1 == fold && one.Number == 1).Select(one => new FeatureId(one.Key2))];
        foreach (FeatureId feature in theirs.Where(feature => !kept.Contains(feature)))
        {
            FeatureId[] repeats = [.. picks.Where(own => !theirs.Contains(own) && Math.Abs(Correlation.Pearson(training[own], training[feature]).Value) > 1 - 1e-12)];
            if (repeats.Length > 0)
            {
                picks.Remove(repeats[0]);
                picks.Add(feature);
            }
        }

        return picks;
    }

    private static double[] OneBased(int[] folds) => Array.ConvertAll(folds, fold => fold + 1.0);

    /// <summary>The generator of shuffled folds; null where the call says that rows keep their order.</summary>
    private static MersenneTwister? Shuffle(OracleCase asked, string splitter) =>
        Regex.IsMatch(asked.Call, splitter + @"\(\d+, shuffle=False\)")
            ? null
            : Regex.Match(asked.Call, splitter + @"\(\d+, shuffle=True, random_state=(\d+)\)") is { Success: true } seeded
                ? new MersenneTwister(uint.Parse(seeded.Groups[1].Value, CultureInfo.InvariantCulture))
                : throw new NotSupportedException($"the call does not say whether rows are shuffled: {asked.Call}");
}
