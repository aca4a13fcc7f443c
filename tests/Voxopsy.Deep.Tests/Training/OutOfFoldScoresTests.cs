using Voxopsy.Deep.MultipleInstance;
using Voxopsy.Deep.Training;

namespace Voxopsy.Deep.Tests.Training;

public sealed class OutOfFoldScoresTests
{
    [Fact]
    public void CrossFit_OneAndTwoJobs_GiveTheSameBitsOfWeightsAndScores()
    {
        TrainingExample[] cases = SimulatedCases.Draw(SimulatedCases.Slice, 24);
        CrossFitted one = Fit(cases, jobs: 1);
        CrossFitted two = Fit(cases, jobs: 2);

        Assert.All(one.Networks.Zip(two.Networks), pair => Assert.True(SimulatedCases.SameBits(pair.First, pair.Second)));
        Assert.Equal(one.Scores.Answers.Select(answer => answer.Logits[0]), two.Scores.Answers.Select(answer => answer.Logits[0]));
    }

    [Fact]
    public void CrossFit_EveryScore_ComesFromANetworkThatDidNotSeeThePatient()
    {
        // Two cases a patient, so that keeping patients together shows.
        TrainingExample[] cases = [.. SimulatedCases.Draw(SimulatedCases.Slice, 24).Select((example, i) => example with { Patient = $"Q{i % 12}", Grade = i % 2 })];
        CrossFitted fitted = Fit(cases, jobs: 1);
        for (int i = 0; i < cases.Length; i++)
        {
            TrainedClassifier[] blind = [.. fitted.Networks.Where(network => !network.SeenPatients.Contains(cases[i].Patient))];
            Assert.Single(blind);
            Assert.Equal(blind[0].Score([cases[i]], SimulatedCases.Threads(1), default).Answers[0].Logits[0], fitted.Scores.Answers[i].Logits[0], 4);
        }
    }

    [Fact]
    public void Score_PatientSeenInTraining_IsRefused()
    {
        TrainingExample[] cases = SimulatedCases.Draw(SimulatedCases.Slice, 16);
        CrossFitted fitted = Fit(cases, jobs: 1);

        Assert.Equal(TrainingFault.SharedPatient, Assert.Throws<TrainingException>(() => fitted.Score([cases[0]], SimulatedCases.Threads(1), default)).Fault);
        Assert.Equal(TrainingFault.TooFewPatients, Assert.Throws<TrainingException>(() => OutOfFoldScores.CrossFit(
            TrainingExamples.Of(cases), SimulatedCases.Small(cases), SimulatedCases.Quick(1), 12, 1, SimulatedCases.Threads(1), default)).Fault);
    }

    [Fact]
    public void Combination_OfOneNetwork_IsALogisticRegressionOfItsScores()
    {
        TrainingExample[] cases = SimulatedCases.Draw(SimulatedCases.Slice, 24);
        CrossFitted fitted = Fit(cases, jobs: 1);
        ScoreCombination combination = ScoreCombination.Fit([fitted.Scores]);
        double[] expected = [.. fitted.Scores.Answers.Select(answer => 1 / (1 + Math.Exp(-(combination.Intercept + (combination.Weights[0] * answer.Logits[0])))))];
        HeldOutScores unseen = fitted.Score(SimulatedCases.Draw(SimulatedCases.Slice, 2, from: 40), SimulatedCases.Threads(1), default);

        // At the maximum of the likelihood the probabilities add up to the events.
        Assert.Equal(cases.Count(example => example.Grade == 1), expected.Sum(), 4);
        Assert.Equal(combination.Intercept + (combination.Weights[0] * unseen.Answers[1].Logits[0]), combination.LogOdds([unseen])[1], 9);
    }

    [Fact]
    public void BagOfWords_LearnsItsWeightsFromOutOfFoldScores()
    {
        TrainingExample[] cases = SimulatedCases.Draw(SimulatedCases.Slice, 16);
        BagOfWords words = BagOfWords.Fit(Fit(cases, jobs: 1).Scores, 5);

        Assert.Equal(5, words.Weights.Length);
        Assert.Equal(1, words.Of([0.1, 0.5, 0.9]).Sum(word => word * word), 9);
    }

    private static CrossFitted Fit(TrainingExample[] cases, int jobs) => OutOfFoldScores.CrossFit(
        TrainingExamples.Of(cases), SimulatedCases.Small(cases), SimulatedCases.Quick(2) with { Stopping = new EarlyStopping { InnerFraction = 0 } }, 2, jobs, SimulatedCases.Threads(2), default);
}
