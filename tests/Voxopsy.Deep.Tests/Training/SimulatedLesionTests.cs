using Voxopsy.Deep.Inputs;
using Voxopsy.Deep.MultipleInstance;
using Voxopsy.Deep.Training;
using Voxopsy.Imaging.Phantoms;

namespace Voxopsy.Deep.Tests.Training;

/// <summary>Networks learn a planted texture from few simulated patients; the full sizes are in the benchmark <c>training learning</c>.</summary>
public sealed class SimulatedLesionTests
{
    [Fact]
    public void Latent_Separates_AsItsDistancePromises()
    {
        (double Latent, int Grade)[] patients = new (double, int)[400];
        Parallel.For(0, patients.Length, i =>
        {
            (_, _, int grade, double latent) = TexturedLesion.Draw(3, i);
            patients[i] = (latent, grade);
        });

        // Four standard errors of an area of 0.9 with 200 patients a class.
        Assert.InRange(RankAuc.Of([.. patients.Select(patient => patient.Latent)], [.. patients.Select(patient => patient.Grade == 1)]), 0.9 - 0.06, 0.9 + 0.06);
    }

    [Theory]
    [InlineData(InputView.LargestSlice)]
    [InlineData(InputView.SliceBag)]
    public void Networks_FromEightyPatients_TellUnseenOnes(InputView view)
    {
        CropSettings crop = SimulatedCases.Slice with { View = view, Offsets = view == InputView.SliceBag ? [-2, 0, 2] : [] };
        TrainingExample[] cases = SimulatedCases.Draw(crop, 80);
        TrainingExample[] unseen = SimulatedCases.Draw(crop, 60, from: 80);
        TrainingPlan plan = SimulatedCases.Quick(12) with { Stopping = new EarlyStopping { InnerFraction = 0 } };
        TrainedClassifier trained = new TrainingLoop(SimulatedCases.Small(cases, 8) with { Pooling = new InstancePooling { Kind = InstancePoolingKind.Mean } }, plan)
            .Run(TrainingExamples.Of(cases), SimulatedCases.Threads(2), default);
        double auc = RankAuc.Of([.. trained.Score(unseen, SimulatedCases.Threads(2), default).Answers.Select(answer => answer.Logits[0])], [.. unseen.Select(example => example.Grade == 1)]);

        Assert.True(auc > 0.7, $"area {auc:0.000}");
    }
}
