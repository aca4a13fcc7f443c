using Voxopsy.Statistics.Learning;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Selection;

namespace Voxopsy.Statistics.Tests.Learning;

public sealed class LearnerBadInputTests
{
    private static readonly ILearner[] Learners =
    [
        new RidgeLogistic(), new LinearDiscriminant(), new QuadraticDiscriminant { Regularization = 0.1 }, new NaiveBayes(), new NearestNeighbors(),
        new SupportVectorMachine(), new DecisionTreeLearner(), new RandomForest { Trees = 5 }, new GradientBoosting { Rounds = 5 },
    ];

    [Fact]
    public void Fit_OneClass_IsRefused()
    {
        FeatureTable table = LearningSamples.Shifted(rows: 20, columns: 2, shift: 1, seed: 1).Table;

        Assert.All(Learners, learner => Assert.Throws<OneClassOutcomeException>(() => Fit(learner, table, new bool[20])));
    }

    [Fact]
    public void Fit_MissingValue_NamesColumnAndRow()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 20, columns: 2, shift: 1, seed: 2);
        double[] gapped = table.Column(1).ToArray();
        gapped[7] = double.NaN;
        FeatureTable broken = new(table.Subjects, table.Features, [table.Column(0).ToArray(), gapped]);

        Assert.All(Learners, learner => Assert.Equal(("x1", 7), Place(Assert.Throws<MissingValueException>(() => Fit(learner, broken, events)))));
        Assert.All(Learners, learner => Assert.Equal(("x1", 7), Place(Assert.Throws<MissingValueException>(() => Fit(learner, table, events).Predict(broken)))));
    }

    [Fact]
    public void Predict_ColumnLacking_NamesIt()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 20, columns: 2, shift: 1, seed: 3);
        FeatureTable narrow = table.Select([new FeatureId("x0")]);

        Assert.All(Learners, learner => Assert.Contains("'x1'", Assert.Throws<ArgumentException>(() => Fit(learner, table, events).Predict(narrow)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_NoColumnOrAnotherNumberOfOutcomes_IsRefused()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 20, columns: 2, shift: 1, seed: 4);

        Assert.All(Learners, learner => Assert.Throws<ArgumentException>(() => Fit(learner, table.Select([]), events)));
        Assert.All(Learners, learner => Assert.Throws<ArgumentException>(() => Fit(learner, table, events[..19])));
    }

    [Fact]
    public void Fit_ConstantColumn_IsNamedWhereItHasNoAnswerAndHarmlessElsewhere()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 40, columns: 2, shift: 1, seed: 5);
        FeatureTable flat = new(table.Subjects, table.Features, [table.Column(0).ToArray(), new double[40]]);

        Assert.Equal("x1", Assert.Throws<ConstantColumnException>(() => Fit(new LinearDiscriminant(), flat, events)).Feature.Name);
        Assert.Throws<StatisticsException>(() => Fit(new QuadraticDiscriminant(), flat, events));
        foreach (ILearner learner in Learners.Where(learner => learner is not LinearDiscriminant))
        {
            Assert.All(Fit(learner, flat, events).Predict(flat), probability => Assert.InRange(probability, 0, 1));
        }
    }

    [Fact]
    public void Fit_AllColumnsConstant_IsNamedOrGivesTheShareOfEvents()
    {
        bool[] events = [.. Enumerable.Range(0, 20).Select(i => i % 4 == 0)];
        FeatureTable flat = LearningSamples.Table([new double[20], new double[20]]);

        Assert.Throws<StatisticsException>(() => Fit(new NaiveBayes(), flat, events));
        Assert.Throws<StatisticsException>(() => Fit(new SupportVectorMachine(), flat, events));
        foreach (ILearner learner in new ILearner[] { new RidgeLogistic(), new DecisionTreeLearner(), new GradientBoosting { Rounds = 5, RowShare = 1 } })
        {
            Assert.All(Fit(learner, flat, events).Predict(flat), probability => Assert.Equal(0.25, probability, 1e-9));
        }
    }

    [Fact]
    public void Neighbors_MoreThanRows_AreRefused()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 20, columns: 2, shift: 1, seed: 6);

        Assert.Contains("21 neighbors", Assert.Throws<StatisticsException>(() => Fit(new NearestNeighbors { Neighbors = 21 }, table, events)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_OutOfRange_AreRefused()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 20, columns: 2, shift: 1, seed: 7);
        ILearner[] wrong =
        [
            new RidgeLogistic { Cost = 0 }, new RidgeLogistic { Cost = double.NaN }, new LinearDiscriminant { Shrinkage = 2 }, new QuadraticDiscriminant { Regularization = -1 },
            new NearestNeighbors { Neighbors = 0 }, new SupportVectorMachine { Cost = -1 }, new SupportVectorMachine { Gamma = 0 }, new SupportVectorMachine { CalibrationFolds = 1 },
            new DecisionTreeLearner { MaximumDepth = 0 }, new RandomForest { Trees = 0 }, new GradientBoosting { LearningRate = 0 }, new GradientBoosting { RowShare = 2 },
        ];

        Assert.All(wrong, learner => Assert.ThrowsAny<ArgumentException>(() => Fit(learner, table, events)));
        Assert.Throws<ArgumentException>(() => RecursiveElimination.Rank(table, events, keep: 3));
    }

    [Fact]
    public void SupportVectors_SeparatedClassesAndHugeCost_Converge()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 60, columns: 2, shift: 12, seed: 8);

        double[] risks = Fit(new SupportVectorMachine { Kernel = KernelKind.Linear, Cost = 1e6 }, table, events).Predict(table);

        Assert.True(risks.Where((_, i) => events[i]).Min() > risks.Where((_, i) => !events[i]).Max());
    }

    [Fact]
    public void Fit_Canceled_Stops()
    {
        (FeatureTable table, bool[] events) = LearningSamples.Shifted(rows: 60, columns: 2, shift: 1, seed: 9);
        CancellationToken canceled = new(canceled: true);

        Assert.ThrowsAny<OperationCanceledException>(() => new RandomForest().Fit(table, events, new SeededRandom(1), canceled));
        Assert.ThrowsAny<OperationCanceledException>(() => new GradientBoosting().Fit(table, events, new SeededRandom(1), canceled));
        Assert.ThrowsAny<OperationCanceledException>(() => new SupportVectorMachine().Fit(table, events, new SeededRandom(1), canceled));
    }

    private static (string Column, int Row) Place(MissingValueException error) => (error.Column, error.Row);

    private static IClassifier Fit(ILearner learner, FeatureTable table, bool[] events) =>
        learner.Fit(table, events, new SeededRandom(1), TestContext.Current.CancellationToken);
}
