using Voxopsy.Deep.Augmentation;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Inputs;
using Voxopsy.Deep.MultipleInstance;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Training;

namespace Voxopsy.Deep.Tests.Training;

public sealed class TrainingLoopTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("training").FullName;

    [Fact]
    public void Run_OneAndTwoThreads_GiveTheSameBits()
    {
        TrainingExample[] cases = SimulatedCases.Draw(SimulatedCases.Slice, 24);
        TrainedClassifier one = Train(cases, SimulatedCases.Quick(3), SimulatedCases.Threads(1));
        TrainedClassifier two = Train(cases, SimulatedCases.Quick(3), SimulatedCases.Threads(2));

        Assert.True(SimulatedCases.SameBits(one, two));
        Assert.Equal(one.History.Epochs, two.History.Epochs);
        Assert.False(SimulatedCases.SameBits(one, Train(cases, SimulatedCases.Quick(3) with { Seed = 2 }, SimulatedCases.Threads(2))));
    }

    [Fact]
    public void Run_StoppedAndTakenUp_GivesTheSameBits()
    {
        TrainingExample[] cases = SimulatedCases.Draw(SimulatedCases.Slice, 24);
        TrainedClassifier whole = Train(cases, SimulatedCases.Quick(5), SimulatedCases.Threads(2));
        using CancellationTokenSource stop = new();
        StopAfter progress = new(2, stop);
        TrainingResources saved = new() { Threads = 2, Checkpoints = _folder, Progress = progress };
        Assert.ThrowsAny<OperationCanceledException>(() => new TrainingLoop(SimulatedCases.Small(cases), SimulatedCases.Quick(5)).Run(TrainingExamples.Of(cases), saved, stop.Token));
        TrainedClassifier resumed = Train(cases, SimulatedCases.Quick(5), saved with { Progress = null });

        Assert.True(SimulatedCases.SameBits(whole, resumed));
        Assert.Equal(whole.History.Epochs, resumed.History.Epochs);
        Assert.Equal(whole.History.BestEpoch, resumed.History.BestEpoch);
    }

    [Fact]
    public void Run_WithPatience_StopsEarlyAndKeepsTheBestEpoch()
    {
        // Shuffled labels cannot be learned, so the inner loss soon rises.
        TrainingExample[] cases = [.. SimulatedCases.Draw(SimulatedCases.Slice, 30).Select((example, i) => example with { Grade = i / 2 % 2 })];
        TrainingPlan plan = SimulatedCases.Quick(40) with { LearningRate = 1e-2, Schedule = RateSchedule.Constant, Stopping = new EarlyStopping { Patience = 3 } };
        TrainedClassifier trained = Train(cases, plan, SimulatedCases.Threads(2));
        double best = trained.History.Epochs.Min(epoch => epoch.InnerLoss);

        Assert.InRange(trained.History.Epochs.Length, 4, 39);
        Assert.Equal(best, trained.History.Epochs[trained.History.BestEpoch - 1].InnerLoss);
        Assert.Equal(3, trained.History.Epochs.Length - trained.History.BestEpoch);
    }

    [Theory]
    [InlineData(PhaseFusion.Channels)]
    [InlineData(PhaseFusion.Features)]
    [InlineData(PhaseFusion.FeatureMean)]
    [InlineData(PhaseFusion.Decisions)]
    public void Run_TwoPhasesClinicalAndDropout_TakesCasesWithoutAPhase(PhaseFusion fusion)
    {
        TrainingExample[] cases = [.. SimulatedCases.Draw(SimulatedCases.Slice with { Mask = MaskUse.Channel }, 16, phases: 2, lacksLastPhase: i => i % 5 == 0)
            .Select((example, i) => example with { Clinical = [50 + i, i % 3 == 0 ? double.NaN : i] })];
        ClassifierSettings settings = SimulatedCases.Small(cases) with { Fusion = fusion, Mask = MaskUse.Channel, ModalityDropout = 0.3, Clinical = ClinicalFusion.Modulating };
        TrainingPlan plan = SimulatedCases.Quick(2) with { Augmentation = SimulatedCases.Quick(2).Augmentation with { MixUp = new MixUp { Probability = 0.5 } } };
        TrainedClassifier trained = new TrainingLoop(settings, plan).Run(TrainingExamples.Of(cases), SimulatedCases.Threads(1), default);
        TrainingExample[] unseen = [.. SimulatedCases.Draw(SimulatedCases.Slice with { Mask = MaskUse.Channel }, 2, from: 40, phases: 2, lacksLastPhase: _ => true).Select(example => example with { Clinical = [55, 1] })];

        Assert.All(trained.Score(unseen, SimulatedCases.Threads(1), default).Answers, answer => Assert.True(double.IsFinite(answer.Logits[0])));
        Assert.Equal(2, trained.Features(unseen, SimulatedCases.Threads(1), default).Length);
        Assert.Equal(cases.Select(example => example.Clinical[0]).Where((_, i) => trained.SeenPatients.Contains(cases[i].Patient)).Average(), trained.Clinical.Means[0], 0);
    }

    [Theory]
    [InlineData(InstancePoolingKind.FeatureMean)]
    [InlineData(InstancePoolingKind.FeatureMaximum)]
    [InlineData(InstancePoolingKind.Attention)]
    [InlineData(InstancePoolingKind.GatedAttention)]
    [InlineData(InstancePoolingKind.Mean)]
    [InlineData(InstancePoolingKind.Maximum)]
    [InlineData(InstancePoolingKind.TopK)]
    [InlineData(InstancePoolingKind.NoisyOr)]
    [InlineData(InstancePoolingKind.LogSumExp)]
    [InlineData(InstancePoolingKind.EachInstance)]
    public void Run_BagOfSlices_AnswersCasesAndAttributesSlices(InstancePoolingKind kind)
    {
        TrainingExample[] cases = SimulatedCases.Draw(SimulatedCases.Slice with { View = InputView.SliceBag, Offsets = [-1, 0, 1] }, 14);
        ClassifierSettings settings = SimulatedCases.Small(cases) with { Pooling = new InstancePooling { Kind = kind, Largest = 2 } };
        TrainedClassifier trained = new TrainingLoop(settings, SimulatedCases.Quick(1)).Run(TrainingExamples.Of(cases), SimulatedCases.Threads(1), default);
        CaseAnswer answer = trained.Score(SimulatedCases.Draw(SimulatedCases.Slice with { View = InputView.SliceBag, Offsets = [-1, 0, 1] }, 1, from: 30), SimulatedCases.Threads(1), default).Answers[0];

        Assert.True(double.IsFinite(answer.Logits[0]));
        Assert.Equal(kind is InstancePoolingKind.FeatureMean or InstancePoolingKind.FeatureMaximum ? 0 : 3, answer.Attributions.Length);
        if (answer.AttributionsAre == AttributionKind.Attention)
        {
            Assert.Equal(1, answer.Attributions.Sum(), 4);
        }
    }

    [Theory]
    [InlineData(HeadKind.MultiClass)]
    [InlineData(HeadKind.Ordinal)]
    public void Run_ThreeGrades_GivesALogitForEach(HeadKind kind)
    {
        TrainingExample[] cases = [.. SimulatedCases.Draw(SimulatedCases.Slice, 18).Select((example, i) => example with { Grade = i % 3 })];
        HeadSettings head = kind == HeadKind.Ordinal ? HeadSettings.Ordinal(3) : HeadSettings.MultiClass(3);
        ClassifierSettings settings = SimulatedCases.Small(cases) with { Network = new SmallNetSettings { BaseWidth = 4, Head = head } };
        TrainedClassifier trained = new TrainingLoop(settings, SimulatedCases.Quick(2)).Run(TrainingExamples.Of(cases), SimulatedCases.Threads(1), default);

        Assert.Equal(head.Outputs, trained.ScoreOwnTraining(TrainingExamples.Of(cases), SimulatedCases.Threads(1), default).Answers[0].Logits.Length);
        Assert.All(trained.History.Epochs, epoch => Assert.True(double.IsFinite(epoch.Loss)));
    }

    [Fact]
    public void Run_SampledBalance_DrawsClassesEquallyOften()
    {
        TrainingExample[] cases = [.. SimulatedCases.Draw(SimulatedCases.Slice, 24).Select((example, i) => example with { Grade = i < 6 ? 1 : 0 })];
        BatchLoader loader = new(
            new BatchBuilder(SimulatedCases.Small(cases), ClinicalScale.Fit(cases)), SimulatedCases.Quick(1) with { Balance = ClassBalance.Sampled }, cases);

        Assert.Equal(0.5, loader.Epoch(0).SelectMany(batch => batch.Targets).Average(), 5);
    }

    [Fact]
    public void Run_UnusableCases_AreRefusedBeforeTraining()
    {
        TrainingExample[] cases = SimulatedCases.Draw(SimulatedCases.Slice, 12);

        Assert.Equal(TrainingFault.OneClass, Refused([.. cases.Where(example => example.Grade == 1)]));
        Assert.Equal(TrainingFault.TooFewPatients, Refused([.. cases.Take(5)]));
        Assert.Equal(TrainingFault.SharedPatient, Refused([.. cases, cases[0]]));
        Assert.Equal(TrainingFault.UnequalCases, Refused([.. cases, .. SimulatedCases.Draw(SimulatedCases.Slice with { Size = 16 }, 1, from: 50)]));
        Assert.Equal(TrainingFault.MissingPhase, Refused(SimulatedCases.Draw(SimulatedCases.Slice, 12, phases: 2, lacksLastPhase: i => i == 3)));
    }

    [Fact]
    public void Probe_BatchThatDoesNotFit_IsRefusedBeforeTraining()
    {
        TrainingExample[] cases = SimulatedCases.Draw(SimulatedCases.Slice, 20);
        TrainingTask task = new("slices", TrainingExamples.Of(cases), SimulatedCases.Small(cases, 16), SimulatedCases.Quick(4));
        TrainingException refused = Assert.Throws<TrainingException>(() => TrainingProbe.Measure(task, new TrainingResources { Threads = 1, MemoryBudget = 1 << 20 }));
        TrainingEstimate estimate = TrainingProbe.Measure(task, SimulatedCases.Threads(1));

        Assert.Equal(TrainingFault.BatchTooLarge, refused.Fault);
        Assert.Contains("smaller batch", refused.Message, StringComparison.Ordinal);
        Assert.True(estimate.SecondsPerEpoch > 0 && estimate.Longest.TotalSeconds >= 4 * estimate.SecondsPerEpoch * 0.99);
        Assert.Equal(1, task.Plan.Within(estimate, TimeSpan.Zero).Epochs);
        Assert.Equal(4, task.Plan.Within(estimate, TimeSpan.FromDays(1)).Epochs);
    }

    [Fact]
    public void Plan_Json_HasEveryDefaultAndReadsBackTheSame()
    {
        TrainingPlan plan = new() { Optimizer = OptimizerKind.Nesterov, Seed = 77 };

        Assert.Equal(plan.ToJson(), TrainingPlan.FromJson(plan.ToJson()).ToJson());
        Assert.All(["\"Epochs\":40", "\"Optimizer\":\"Nesterov\"", "\"Patience\":15", "\"InPlaneDegrees\":30", "\"Balance\":\"Weighted\""], text => Assert.Contains(text, plan.ToJson(), StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TrainedClassifier Train(TrainingExample[] cases, TrainingPlan plan, TrainingResources resources) =>
        new TrainingLoop(SimulatedCases.Small(cases), plan).Run(TrainingExamples.Of(cases), resources, default);

    private static TrainingFault Refused(TrainingExample[] cases) =>
        Assert.Throws<TrainingException>(() => Train(cases, SimulatedCases.Quick(1), SimulatedCases.Threads(1))).Fault;

    private sealed class StopAfter(int epochs, CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Last.Epoch == epochs)
            {
                stop.Cancel();
            }
        }
    }
}
