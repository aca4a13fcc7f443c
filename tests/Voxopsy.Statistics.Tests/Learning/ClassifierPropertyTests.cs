using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Learning;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Preprocessing;

namespace Voxopsy.Statistics.Tests.Learning;

public sealed class ClassifierPropertyTests
{
    private static readonly (string Name, ILearner Learner)[] All =
    [
        ("ridge logistic", new RidgeLogistic()),
        ("lda", new LinearDiscriminant()),
        ("qda", new QuadraticDiscriminant { Regularization = 0.05 }),
        ("naive bayes", new NaiveBayes()),
        ("neighbors", new NearestNeighbors { Neighbors = 15 }),
        ("linear svm", new SupportVectorMachine { Kernel = KernelKind.Linear }),
        ("radial svm", new SupportVectorMachine()),
        ("tree", new DecisionTreeLearner()),
        ("forest", new RandomForest { Trees = 100 }),
        ("boosting", new GradientBoosting { Rounds = 100 }),
    ];

    public static TheoryData<string> Names() => [.. All.Select(one => one.Name)];

    public static TheoryData<string> CurvedNames() => ["qda", "naive bayes", "neighbors", "radial svm", "forest", "boosting"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_ShiftedClasses_TellsNewRowsApart(string name)
    {
        double area = HeldOutArea(Of(name), LearningSamples.Shifted(rows: 600, columns: 6, shift: 2, seed: 11));

        Assert.True(area > 0.9, $"{name}: {area}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_Noise_FindsNothingInNewRows(string name)
    {
        double area = HeldOutArea(Of(name), LearningSamples.Shifted(rows: 800, columns: 6, shift: 0, seed: 12));

        Assert.InRange(area, 0.42, 0.58);
    }

    [Theory]
    [MemberData(nameof(CurvedNames))]
    public void Fit_Ring_IsLearnedByCurvedBorders(string name)
    {
        double area = HeldOutArea(Of(name), LearningSamples.Ring(rows: 600, seed: 13));

        Assert.True(area > 0.93, $"{name}: {area}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_AnyRows_LiesWithinZeroAndOneAndRepeats(string name)
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 120, columns: 5, shift: 1, seed: 14);

        double[] first = Fit(Of(name), table, events).Predict(table);

        Assert.All(first, probability => Assert.InRange(probability, 0, 1));
        Assert.Equal(first, Fit(Of(name), table, events).Predict(table));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_ColumnsInAnotherOrder_AreFoundByName(string name)
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 100, columns: 4, shift: 1, seed: 15);
        IClassifier fitted = Fit(Of(name), table, events);

        Assert.Equal(fitted.Predict(table), fitted.Predict(table.Select(table.Features.Reverse())));
    }

    [Fact]
    public void Forest_OneThreadOrMany_IsTheSame()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 200, columns: 10, shift: 0.7, seed: 16);
        ForestClassifier one = (ForestClassifier)Fit(new RandomForest { Trees = 70 }, table, events);
        ForestClassifier many = (ForestClassifier)Fit(new RandomForest { Trees = 70, Threads = 4 }, table, events);

        Assert.Equal(one.Predict(table), many.Predict(table));
        Assert.Equal(one.OutOfBag.ToArray(), many.OutOfBag.ToArray());
        Assert.Equal(one.Importance.ToArray(), many.Importance.ToArray());
    }

    [Fact]
    public void Forest_OutOfBag_IsHonest()
    {
        (FeatureTable noise, bool[] coin) = LearningSamples.Shifted(rows: 600, columns: 8, shift: 0, seed: 17);
        (FeatureTable signal, bool[] events) = LearningSamples.Shifted(rows: 600, columns: 8, shift: 1.5, seed: 18);
        ForestClassifier ofNoise = (ForestClassifier)Fit(new RandomForest { Trees = 300 }, noise, coin);
        ForestClassifier ofSignal = (ForestClassifier)Fit(new RandomForest { Trees = 300 }, signal, events);

        Assert.InRange(AreaUnderCurve.Value(ofNoise.OutOfBag.AsSpan(), coin), 0.42, 0.58);
        Assert.True(AreaUnderCurve.Value(ofNoise.Predict(noise), coin) > 0.99, "a forest remembers its training rows");
        Assert.True(AreaUnderCurve.Value(ofSignal.OutOfBag.AsSpan(), events) > 0.85);
        Assert.True(ofSignal.Importance[0] + ofSignal.Importance[1] > 0.5, "the two columns that matter carry most of the importance");
    }

    [Fact]
    public void SupportVectors_Optimum_MeetsItsConditions()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 150, columns: 5, shift: 1, seed: 19);
        SupportVectorMachine machine = new() { Tolerance = 1e-8 };
        SupportVectorClassifier fitted = machine.FitDecision(table, events, TestContext.Current.CancellationToken);
        double[] margins = [.. fitted.Decide(table).Select((value, i) => events[i] ? value : -value)];
        int width = fitted.Features.Length;
        HashSet<string> support = [.. Enumerable.Range(0, fitted.Coefficients.Length).Select(k => string.Join(' ', fitted.SupportVectors.Skip(k * width).Take(width)))];

        // Rows outside the margin are no support vectors, rows inside have the full weight, and weights of both classes balance.
        Assert.Equal(0, fitted.Coefficients.Sum(), 1e-8);
        for (int i = 0; i < margins.Length; i++)
        {
            string row = string.Join(' ', Enumerable.Range(0, width).Select(j => table.Column(j)[i]));
            Assert.True(margins[i] > 1 - 1e-5 || support.Contains(row), $"row {i} at {margins[i]}");
            Assert.True(margins[i] < 1 + 1e-5 || !support.Contains(row), $"row {i} at {margins[i]}");
        }

        Assert.All(fitted.Coefficients, coefficient => Assert.InRange(Math.Abs(coefficient), 0, 1));
    }

    [Fact]
    public void SupportVectors_Probability_IsCalibratedOnNewRows()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 1200, columns: 4, shift: 1.2, seed: 20);
        int[] training = [.. Enumerable.Range(0, 600)];
        int[] test = [.. Enumerable.Range(600, 600)];
        double[] risks = Fit(new SupportVectorMachine { Kernel = KernelKind.Linear }, table.Rows(training), events[..600]).Predict(table.Rows(test));

        Assert.InRange(risks.Average() - events[600..].Average(one => one ? 1.0 : 0), -0.06, 0.06);
        Assert.True(Voxopsy.Statistics.Calibration.BrierScore.Of(risks, events.AsSpan(600)) < 0.2);
    }

    [Fact]
    public void RidgeLogistic_MoreColumnsThanRows_MeetsItsConditions()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 40, columns: 120, shift: 1, seed: 21);
        foreach (double cost in new[] { 0.01, 1, 100 })
        {
            LinearClassifier fitted = new RidgeLogistic { Cost = cost }.Fit(table, events);
            double[] residual = [.. fitted.Predict(table).Select((p, i) => (events[i] ? 1 : 0) - p)];

            Assert.Equal(0, residual.Sum(), 1e-8);
            for (int j = 0; j < table.Features.Length; j++)
            {
                double pull = cost * residual.Select((one, i) => one * table.Column(j)[i]).Sum();
                Assert.Equal(fitted.Coefficients[j], pull, 1e-8 * Math.Max(1, cost));
            }
        }
    }

    [Fact]
    public void Trees_MonotoneTransformOfAColumn_ChangesNoPrediction()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 150, columns: 4, shift: 1, seed: 22);
        FeatureTable bent = new(table.Subjects, table.Features, Enumerable.Range(0, 4).Select(j => Array.ConvertAll(table.Column(j).ToArray(), value => Math.Exp(value))));

        // Rows a tree has not seen lie between two thresholds' neighbors, whose middle bends with the column: all rows are seen here.
        foreach (ILearner learner in new ILearner[] { new DecisionTreeLearner(), new GradientBoosting { RowShare = 1 } })
        {
            Assert.Equal(Fit(learner, table, events).Predict(table), Fit(learner, bent, events).Predict(bent));
        }
    }

    [Fact]
    public void Neighbors_OneOnItsOwnRows_RemembersThem()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 50, columns: 3, shift: 0, seed: 23);
        double[] risks = Fit(new NearestNeighbors { Neighbors = 3, Weighting = NeighborWeighting.InverseDistance }, table, events).Predict(table);

        Assert.Equal(events.Select(one => one ? 1.0 : 0), risks);
    }

    private static ILearner Of(string name) => All.First(one => one.Name == name).Learner;

    private static IClassifier Fit(ILearner learner, FeatureTable table, bool[] events) =>
        learner.Fit(table, events, new SeededRandom(3), TestContext.Current.CancellationToken);

    private static double HeldOutArea(ILearner learner, (FeatureTable Table, bool[] Events) sample)
    {
        int half = sample.Events.Length / 2;
        FeatureTable training = sample.Table.Rows([.. Enumerable.Range(0, half)]);
        FeatureTable test = sample.Table.Rows([.. Enumerable.Range(half, sample.Events.Length - half)]);
        return AreaUnderCurve.Value(Fit(learner, training, sample.Events[..half]).Predict(test), sample.Events.AsSpan(half));
    }
}
