using Voxopsy.Statistics.Learning.Trees;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Learning;

/// <summary>Small trees, each fitted to what those before it left unexplained of the log-likelihood.</summary>
/// <remarks>
/// Source: Friedman 2001, Ann Stat 29:1189; splits and leaves by the second-order gain of Chen and Guestrin 2016 (XGBoost), columns in at most
/// 256 bins, rows subsampled as in Friedman 2002.
/// </remarks>
public sealed record GradientBoosting : ILearner
{
    /// <summary>Gets the number of trees, at least 1.</summary>
    public int Rounds { get; init; } = 200;

    /// <summary>Gets the share of each tree's answer that is used, within (0, 1].</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Gets the largest number of questions to a leaf, at least 1.</summary>
    public int MaximumDepth { get; init; } = 3;

    /// <summary>Gets the share of rows each tree sees, drawn without replacement, within (0, 1].</summary>
    public double RowShare { get; init; } = 0.8;

    /// <summary>Gets the smallest sum of p (1 − p) in a leaf, 0 or more.</summary>
    public double SmallestCurvature { get; init; } = 1;

    /// <summary>Gets the squared penalty on a leaf's answer, 0 or more.</summary>
    public double Penalty { get; init; } = 1;

    /// <inheritdoc/>
    public IClassifier Fit(FeatureTable table, ReadOnlySpan<bool> events, SeededRandom random, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require();
        LearningRows rows = LearningRows.ForTraining(table, events);
        BoostedTreeGrower grower = new(RankedColumns.Of(rows, 256), MaximumDepth, SmallestCurvature, Penalty, LearningRate);
        double cases = events.Count(true);
        double start = Math.Log(cases / (rows.Count - cases));
        double[] logOdds = new double[rows.Count];
        logOdds.AsSpan().Fill(start);
        double[] gradient = new double[rows.Count];
        double[] curvature = new double[rows.Count];
        double[] importance = new double[rows.Width];
        DecisionTree[] trees = new DecisionTree[Rounds];
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        int taken = Math.Max(1, (int)Math.Round(RowShare * rows.Count));
        for (int round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < gradient.Length; i++)
            {
                double p = LogisticFunction.Probability(logOdds[i]);
                gradient[i] = p - (events[i] ? 1 : 0);
                curvature[i] = p * (1 - p);
            }

            if (taken < order.Length)
            {
                random.For(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"round {round}")).Shuffle<int>(order);
            }

            int[] sample = [.. order.AsSpan(0, taken)];
            Array.Sort(sample);
            trees[round] = grower.Grow(sample, gradient, curvature, importance);
            for (int i = 0; i < logOdds.Length; i++)
            {
                logOdds[i] += trees[round].Predict(rows.Row(i));
            }
        }

        return new BoostedClassifier
        {
            Features = table.Features,
            Start = start,
            Trees = [.. trees],
            Importance = DecisionTreeLearner.Normalize(importance),
        };
    }

    private void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rounds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumDepth, 1);
        if (!(LearningRate > 0 && LearningRate <= 1 && RowShare > 0 && RowShare <= 1 && SmallestCurvature >= 0 && Penalty >= 0))
        {
            throw new ArgumentException(
                $"Learning rate and row share lie within (0, 1], curvature and penalty are not negative; found {LearningRate}, {RowShare}, {SmallestCurvature} and {Penalty}.");
        }
    }
}
