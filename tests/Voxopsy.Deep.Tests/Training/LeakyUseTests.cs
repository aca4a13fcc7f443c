using Voxopsy.Testing;

namespace Voxopsy.Deep.Tests.Training;

/// <summary>Scores of a network for the patients it learned from cannot reach what learns from scores: such a program does not compile.</summary>
public sealed class LeakyUseTests
{
    private const string Given = """
        TrainingExamples training = null!;
        ClassifierSettings settings = null!;
        TrainedClassifier network = new TrainingLoop(settings, new TrainingPlan()).Run(training, new TrainingResources(), default);
        """;

    [Fact]
    public void Combination_OfOutOfFoldScores_Compiles() => Assert.Empty(Errors(
        "CrossFitted crossed = OutOfFoldScores.CrossFit(training, settings, new TrainingPlan(), 5, 1, new TrainingResources(), default); _ = ScoreCombination.Fit([crossed.Scores]);"));

    [Theory]
    [InlineData("_ = ScoreCombination.Fit([network.ScoreOwnTraining(training, new TrainingResources(), default)]);", "CS0029")]
    [InlineData("_ = ScoreCombination.Fit([network.Score(training.Cases, new TrainingResources(), default)]);", "CS0029")]
    [InlineData("_ = BagOfWords.Fit(network.ScoreOwnTraining(training, new TrainingResources(), default), 10);", "CS1503")]
    [InlineData("_ = ScoreCombination.Fit([(OutOfFoldScores)network.ScoreOwnTraining(training, new TrainingResources(), default)]);", "CS0030")]
    [InlineData("_ = ScoreCombination.Fit([new OutOfFoldScores(training, network.ScoreOwnTraining(training, new TrainingResources(), default).Answers)]);", "CS1729")]
    [InlineData("_ = new TrainedClassifier(settings, new TrainingPlan(), network.Weights, network.Clinical, network.History, []);", "CS1729")]
    [InlineData("network.SeenPatients = [];", "CS0200")]
    public void Combination_OfScoresOfTrainedOnPatients_DoesNotCompile(string leak, string error) => Assert.Contains(error, Errors(leak));

    private static IReadOnlyList<string> Errors(string statements) => SnippetCompiler.ErrorsOf(
        Given + "\n" + statements, ["System", "Voxopsy.Deep.Training", "Voxopsy.Deep.Fusion", "Voxopsy.Deep.MultipleInstance"], AppContext.BaseDirectory);
}
