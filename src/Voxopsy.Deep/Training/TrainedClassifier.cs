using System.Collections.Immutable;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;

namespace Voxopsy.Deep.Training;

/// <summary>A classifier that will not learn any more: settings, weights, scales, and whom it has seen.</summary>
public sealed class TrainedClassifier
{
    internal TrainedClassifier(ClassifierSettings settings, TrainingPlan plan, WeightSnapshot weights, ClinicalScale clinical, TrainingHistory history, ImmutableHashSet<string> seen)
    {
        (Settings, Plan, Weights) = (settings, plan, weights);
        (Clinical, History, SeenPatients) = (clinical, history, seen);
    }

    /// <summary>What it is made of.</summary>
    public ClassifierSettings Settings { get; }

    /// <summary>How it was trained.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>Its weights.</summary>
    public WeightSnapshot Weights { get; }

    /// <summary>The scales of its clinical variables.</summary>
    public ClinicalScale Clinical { get; }

    /// <summary>How training went.</summary>
    public TrainingHistory History { get; }

    /// <summary>The patients it has seen, those that judged when to stop included.</summary>
    public ImmutableHashSet<string> SeenPatients { get; }

    /// <summary>Answers for patients it has not seen.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="resources">Threads and memory.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="TrainingException">One of the patients was seen in training, or a case lacks a phase that is needed.</exception>
    public HeldOutScores Score(IReadOnlyList<TrainingExample> cases, TrainingResources resources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(cases);
        string? seen = cases.FirstOrDefault(example => SeenPatients.Contains(example.Patient))?.Patient;
        return seen is null
            ? new HeldOutScores(Answers(cases, resources, cancellation))
            : throw new TrainingException(TrainingFault.SharedPatient, $"Patient '{seen}' was seen in training, so this network's answer for it is no held-out score. Score training patients by cross-fitting.");
    }

    /// <summary>Answers for the cases it learned from: for looking at, and a type of its own that no combining model takes.</summary>
    /// <param name="training">The cases it learned from.</param>
    /// <param name="resources">Threads and memory.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public FittedScores ScoreOwnTraining(TrainingExamples training, TrainingResources resources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(training);
        return new FittedScores(Answers(training.Cases, resources, cancellation));
    }

    /// <summary>The pooled features of cases before the head.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="resources">Threads and memory.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>[case][feature].</returns>
    public ImmutableArray<ImmutableArray<float>> Features(IReadOnlyList<TrainingExample> cases, TrainingResources resources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(cases);
        List<ImmutableArray<float>> rows = [];
        Run(cases, resources, (classifier, pass, batch) =>
        {
            float[] features = classifier.Features(pass, batch).ToArray();
            rows.AddRange(features.Chunk(features.Length / batch.Count).Select(row => (ImmutableArray<float>)[.. row]));
        }, cancellation);
        return [.. rows];
    }

    /// <summary>A network with these weights; the caller disposes it.</summary>
    public LesionClassifier Build(IBackend backend)
    {
        LesionClassifier classifier = LesionClassifier.Build(Settings, backend, Plan.Seed);
        Weights.PutInto(classifier.Parameters);
        return classifier;
    }

    private ImmutableArray<CaseAnswer> Answers(IReadOnlyList<TrainingExample> cases, TrainingResources resources, CancellationToken cancellation)
    {
        List<CaseAnswer> answers = [];
        Run(cases, resources, (classifier, pass, batch) => answers.AddRange(AnswersOf(classifier.Forward(pass, batch), cases.Skip(answers.Count).Take(batch.Count), Settings)), cancellation);
        return [.. answers];
    }

    private void Run(IReadOnlyList<TrainingExample> cases, TrainingResources resources, Action<LesionClassifier, Pass, InputBatch> use, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(resources);
        TrainingExamples.CheckPhases(cases, Settings);
        BatchBuilder builder = new(Settings, Clinical);
        using IBackend backend = resources.Backend();
        using LesionClassifier classifier = Build(backend);
        foreach (TrainingExample[] part in cases.Chunk(Plan.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            using Tape tape = Tape.Inference(backend);
            use(classifier, Pass.Evaluation(tape), builder.Plain(part));
        }
    }

    /// <summary>What a batch's output says about each case.</summary>
    internal static IEnumerable<CaseAnswer> AnswersOf(ClassifierOutput output, IEnumerable<TrainingExample> cases, ClassifierSettings settings)
    {
        float[] logits = output.Logits.ToArray();
        float[]? attention = output.Attention?.ToArray();
        float[]? instances = output.InstanceLogits?.ToArray();
        int outputs = output.Logits.Shape[1];
        int images = settings.Input.Instances;
        return cases.Select((example, i) => new CaseAnswer(example.Case, example.Patient, [.. logits.AsSpan(i * outputs, outputs).ToArray().Select(logit => (double)logit)])
        {
            Attributions = attention is not null ? [.. attention.AsSpan(i * images, images).ToArray().Select(weight => (double)weight)]
                : instances is not null && outputs == 1 ? [.. instances.AsSpan(i * images, images).ToArray().Select(logit => 1 / (1 + Math.Exp(-(double)logit)))]
                : [],
            AttributionsAre = attention is not null ? AttributionKind.Attention : instances is not null ? AttributionKind.Probability : AttributionKind.None,
        }).ToArray();
    }
}
