using Voxopsy.Statistics.Learning.Trees;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Learning;

/// <summary>Many trees, each of a bootstrap sample, each node choosing among a few drawn features.</summary>
/// <remarks>Source: Breiman 2001, Machine Learning 45:5. The probability is the mean of the leaves' shares of events.</remarks>
public sealed record RandomForest : ILearner
{
    /// <summary>Gets the number of trees, at least 1.</summary>
    public int Trees { get; init; } = 500;

    /// <summary>Gets how many features that vary a node looks at; 0 for the rounded-down root of their number.</summary>
    public int FeaturesPerSplit { get; init; }

    /// <summary>Gets the smallest number of (resampled) rows in a leaf, at least 1.</summary>
    public int SmallestLeaf { get; init; } = 1;

    /// <summary>Gets the largest number of questions to a leaf, at least 1; unlimited when left alone.</summary>
    public int MaximumDepth { get; init; } = int.MaxValue;

    /// <summary>Gets the number of threads that share the trees; the numbers do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <inheritdoc/>
    public IClassifier Fit(FeatureTable table, ReadOnlySpan<bool> events, SeededRandom random, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(Trees, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(SmallestLeaf, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumDepth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(FeaturesPerSplit);
        LearningRows rows = LearningRows.ForTraining(table, events);
        int perSplit = FeaturesPerSplit > 0 ? FeaturesPerSplit : (int)Math.Sqrt(rows.Width);
        GiniTreeSettings settings = new(MaximumDepth, SmallestLeaf, 2, Math.Clamp(perSplit, 1, rows.Width), 0);
        RankedColumns columns = RankedColumns.Of(rows);
        bool[] outcome = events.ToArray();
        DecisionTree[] trees = new DecisionTree[Trees];
        double[][] inBag = new double[Trees][];
        double[][] gains = new double[Trees][];
        double[] sums = new double[rows.Count];
        int[] counts = new int[rows.Count];
        double[] importance = new double[rows.Width];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation };

        // Trees are added up in their order, batch after batch, so that sums do not depend on threads and memory not on the number of trees.
        const int batch = 32;
        for (int first = 0; first < Trees; first += batch)
        {
            int end = Math.Min(Trees, first + batch);
            Parallel.For(first, end, options, () => new GiniTreeGrower(columns, outcome, settings), (t, _, grower) =>
            {
                SeededRandom own = random.For(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"tree {t}"));
                double[] weights = new double[rows.Count];
                for (int draw = 0; draw < weights.Length; draw++)
                {
                    weights[own.NextInt(weights.Length)]++;
                }

                gains[t] = new double[rows.Width];
                trees[t] = grower.Grow(weights, own, gains[t]);
                inBag[t] = weights;
                return grower;
            }, _ => { });
            for (int t = first; t < end; t++)
            {
                VectorMath.AddScaled(1, gains[t], importance);
                AddOutOfBag(trees[t], inBag[t], rows, sums, counts);
                inBag[t] = [];
            }
        }

        return new ForestClassifier
        {
            Features = table.Features,
            Trees = [.. trees],
            Importance = DecisionTreeLearner.Normalize(importance),
            OutOfBag = [.. sums.Select((sum, i) => counts[i] == 0 ? double.NaN : sum / counts[i])],
        };
    }

    private static void AddOutOfBag(DecisionTree tree, double[] inBag, LearningRows rows, double[] sums, int[] counts)
    {
        for (int i = 0; i < inBag.Length; i++)
        {
            if (inBag[i] == 0)
            {
                sums[i] += tree.Predict(rows.Row(i));
                counts[i]++;
            }
        }
    }
}
