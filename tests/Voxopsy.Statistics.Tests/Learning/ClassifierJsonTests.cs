using System.Text.Json;
using Voxopsy.Statistics.Learning;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Preprocessing;

namespace Voxopsy.Statistics.Tests.Learning;

/// <summary>Every fitted object goes through JSON and back and gives the same numbers.</summary>
public sealed class ClassifierJsonTests
{
    private static readonly ILearner[] Learners =
    [
        new RidgeLogistic(),
        new LinearDiscriminant(),
        new LinearDiscriminant { Rule = ShrinkageRule.LedoitWolf },
        new QuadraticDiscriminant { Regularization = 0.1 },
        new NaiveBayes(),
        new NearestNeighbors(),
        new SupportVectorMachine(),
        new SupportVectorMachine { Kernel = KernelKind.Linear },
        new DecisionTreeLearner(),
        new RandomForest { Trees = 20 },
        new GradientBoosting { Rounds = 20 },
    ];

    public static TheoryData<int> Places() => [.. Enumerable.Range(0, Learners.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void Classifier_ThroughJson_PredictsTheSame(int learner)
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 80, columns: 4, shift: 1, seed: 5);
        IClassifier fitted = Learners[learner].Fit(table, events, new SeededRandom(1), TestContext.Current.CancellationToken);

        IClassifier read = JsonSerializer.Deserialize<IClassifier>(JsonSerializer.Serialize(fitted))!;

        Assert.Equal(fitted.GetType(), read.GetType());
        Assert.Equal(fitted.Predict(table), read.Predict(table));
    }

    [Fact]
    public void Preprocessing_ThroughJson_GivesTheSameTable()
    {
        FeatureTable table = LearningSamples.WithGaps(LearningSamples.Shifted(rows: 60, columns: 4, shift: 1, seed: 6).Table, every: 7);
        Same(ConstantImputation.Fit(table), one => one.Apply(table));
        Same(NeighborImputation.Fit(table), one => one.Apply(table));
        Same(ChainedImputation.Fit(table), one => one.Apply(table));
        Same(Scaling.Standard(table), one => one.Apply(table));
        Same(YeoJohnson.FitStandardized(table), one => one.Apply(table));
        Same(QuantileScaling.Fit(table, 20, QuantileTarget.Normal), one => one.Apply(table));
    }

    private static void Same<T>(T fitted, Func<T, FeatureTable> apply)
    {
        FeatureTable before = apply(fitted);
        FeatureTable after = apply(JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(fitted))!);
        for (int j = 0; j < before.Features.Length; j++)
        {
            Assert.Equal(before.Column(j).ToArray(), after.Column(j).ToArray());
        }
    }
}
