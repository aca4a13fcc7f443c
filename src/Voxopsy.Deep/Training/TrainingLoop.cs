using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Layers;
using Voxopsy.Deep.Networks;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Optimizers;

namespace Voxopsy.Deep.Training;

/// <summary>Trains one classifier: epochs of steps, judged after each on an inner part of the training cases, the best weights kept.</summary>
/// <remarks>
/// Everything that is drawn hangs on the plan's seed and on names (case, epoch), never on time or threads: the same plan and cases give the same bits, whether the
/// training was stopped and taken up again or not.
/// </remarks>
public sealed class TrainingLoop
{
    // Changes whenever a weight can come out differently, so that no saved training of an older kind is taken up.
    private const string Algorithm = "training 1";

    private readonly ClassifierSettings _settings;
    private readonly TrainingPlan _plan;

    /// <summary>Prepares training.</summary>
    /// <param name="settings">What is trained.</param>
    /// <param name="plan">How.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public TrainingLoop(ClassifierSettings settings, TrainingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(plan);
        settings.Check();
        plan.Check();
        (_settings, _plan) = (settings, plan);
    }

    /// <summary>The weights to begin with; fresh ones, drawn from the plan's seed, when null.</summary>
    public WeightSnapshot? Start { get; init; }

    /// <summary>Refuses cases that cannot be learned from, without training.</summary>
    /// <param name="examples">The cases to learn from.</param>
    /// <exception cref="TrainingException">The cases are too few, of one class, or of another kind than the classifier takes.</exception>
    public void Check(TrainingExamples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        examples.CheckFor(_settings);
        CheckEnough(PatientDivision.Inner(examples.Cases, _plan.Stopping.InnerFraction, _plan.Seed).Teaching);
    }

    /// <summary>Trains.</summary>
    /// <param name="examples">The cases to learn from; a part of them judges when to stop.</param>
    /// <param name="resources">Threads, memory, and where to save.</param>
    /// <param name="cancellation">Stops between steps; what is saved is kept.</param>
    /// <exception cref="TrainingException">The cases are too few or of one class, a batch does not fit, or the loss is no number any more.</exception>
    public TrainedClassifier Run(TrainingExamples examples, TrainingResources resources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(resources);
        examples.CheckFor(_settings);
        (TrainingExample[] teaching, TrainingExample[] judging) = PatientDivision.Inner(examples.Cases, _plan.Stopping.InnerFraction, _plan.Seed);
        CheckEnough(teaching);
        ClinicalScale scale = ClinicalScale.Fit(teaching);
        BatchBuilder builder = new(_settings, scale);
        ClassifierLoss loss = new(_settings, _plan, teaching);
        using IBackend backend = resources.Backend();
        using LesionClassifier classifier = LesionClassifier.Build(_settings, backend, _plan.Seed);
        Start?.PutInto(classifier.Parameters);
        using IOptimizer optimizer = Optimizer(classifier.Parameters);
        Checkpoint checkpoint = new(resources, Identity(examples));
        (List<EpochRecord> epochs, WeightSnapshot? best) = checkpoint.Resume(classifier.Parameters, optimizer) is { } saved
            ? (saved.Epochs, saved.Best)
            : ([], null);
        int bestEpoch = BestOf(epochs);
        while (epochs.Count < _plan.Epochs && !IsOver(epochs.Count, bestEpoch, judging))
        {
            EpochRecord epoch = Epoch(epochs.Count, classifier, optimizer, builder, loss, (teaching, judging), resources, cancellation);
            epochs.Add(epoch);
            bestEpoch = judging.Length == 0 ? epochs.Count : BestOf(epochs);
            if (bestEpoch == epochs.Count || best is null)
            {
                best = WeightSnapshot.Of(classifier.Parameters);
            }

            checkpoint.Save(classifier.Parameters, optimizer, _plan.Seed, epochs, best, bestEpoch);
        }

        return new TrainedClassifier(_settings, _plan, best!, scale, new TrainingHistory([.. epochs], Math.Max(1, bestEpoch)), examples.Patients);
    }

    /// <summary>One pass over the teaching cases, and what the judging cases say after it.</summary>
    private EpochRecord Epoch(
        int number,
        LesionClassifier classifier,
        IOptimizer optimizer,
        BatchBuilder builder,
        ClassifierLoss loss,
        (TrainingExample[] Teaching, TrainingExample[] Judging) cases,
        TrainingResources resources,
        CancellationToken cancellation)
    {
        BatchLoader loader = new(builder, _plan, cases.Teaching);
        double rate = _plan.RateOf(number);
        double sum = 0;
        int step = 0;
        long start = Stopwatch.GetTimestamp();
        foreach (InputBatch batch in loader.Epoch(number))
        {
            cancellation.ThrowIfCancellationRequested();
            sum += Step(classifier, optimizer, loss, batch, rate, NamedGenerator.Seed(_plan.Seed, $"dropout/epoch {number}/step {step++}"));
        }

        double wait = loader.Waited / Stopwatch.GetElapsedTime(start);
        (double innerLoss, double innerAuc) = Judge(classifier, builder, loss, cases.Judging, cancellation);
        EpochRecord record = new(number + 1, rate, sum / step, innerLoss, innerAuc);
        resources.Progress?.Report(new TrainingProgress(resources.Name, record, _plan.Epochs, wait));
        return record;
    }

    /// <summary>Forward, backward, and a step of the optimizer.</summary>
    /// <returns>The loss before the step.</returns>
    internal double Step(LesionClassifier classifier, IOptimizer optimizer, ClassifierLoss loss, InputBatch batch, double rate, ulong seed)
    {
        classifier.Parameters.ClearGradients();
        double value;
        using (Tape tape = Tape.Recording(classifier.Parameters.Backend))
        {
            Tensor step = loss.Of(tape, classifier.Forward(Pass.Training(tape, seed), batch), batch);
            value = step.Item();
            if (!double.IsFinite(value))
            {
                throw new TrainingException(TrainingFault.Diverged, $"The loss became {value} at a learning rate of {rate}. Lower the learning rate, or limit the norm of the gradients.");
            }

            tape.Backward(step);
        }

        if (_plan.GradientNorm > 0)
        {
            GradientClipping.ByNorm(classifier.Parameters, _plan.GradientNorm);
        }

        optimizer.Advance(rate);
        return value;
    }

    /// <summary>Loss and area under the curve of the judging cases, as they are.</summary>
    private (double Loss, double Auc) Judge(LesionClassifier classifier, BatchBuilder builder, ClassifierLoss loss, TrainingExample[] judging, CancellationToken cancellation)
    {
        double sum = 0;
        List<double> scores = [];
        foreach (TrainingExample[] part in judging.Chunk(_plan.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            InputBatch batch = builder.Plain(part);
            using Tape tape = Tape.Inference(classifier.Parameters.Backend);
            ClassifierOutput output = classifier.Forward(Pass.Evaluation(tape), batch);
            sum += part.Length * (double)loss.Of(tape, output, batch).Item();
            scores.AddRange(output.Logits.ToArray().Where((_, i) => i % output.Logits.Shape[1] == 0).Select(logit => (double)logit));
        }

        return (judging.Length == 0 ? double.NaN : sum / judging.Length, _settings.Network.Head.Kind == HeadKind.Binary && judging.Length > 0
            ? RankAuc.Of(scores, [.. judging.Select(example => example.Grade > 0)])
            : double.NaN);
    }

    /// <summary>The number of the best epoch so far, the first among equals; 0 before any.</summary>
    private int BestOf(List<EpochRecord> epochs)
    {
        bool byAuc = _plan.Stopping.Measure == StoppingMeasure.Auc && _settings.Network.Head.Kind == HeadKind.Binary;
        (int best, double value) = (0, double.NegativeInfinity);
        foreach (EpochRecord epoch in epochs)
        {
            double now = double.IsNaN(epoch.InnerLoss) ? epoch.Epoch : byAuc ? epoch.InnerAuc : -epoch.InnerLoss;
            (best, value) = now > value ? (epoch.Epoch, now) : (best, value);
        }

        return best;
    }

    private bool IsOver(int done, int bestEpoch, TrainingExample[] judging) => judging.Length > 0 && done - bestEpoch >= _plan.Stopping.Patience && done > 0;

    private static void CheckEnough(TrainingExample[] teaching)
    {
        if (teaching.Length < 2 || teaching.Select(example => example.Grade).Distinct().Count() < 2)
        {
            throw new TrainingException(
                TrainingFault.TooFewPatients, $"{teaching.Length} cases of {teaching.Select(example => example.Grade).Distinct().Count()} class remain to learn from, once the inner part is taken away. Use more patients, or set the inner part to 0.");
        }
    }

    private IOptimizer Optimizer(ParameterSet parameters) => _plan.Optimizer switch
    {
        OptimizerKind.AdamW => new Adam(parameters) { Form = AdamForm.AdamW, WeightDecay = _plan.WeightDecay },
        OptimizerKind.Nesterov => new GradientDescent(parameters) { Momentum = _plan.Momentum, Form = MomentumForm.Nesterov, WeightDecay = _plan.WeightDecay },
        _ => new GradientDescent(parameters) { Momentum = _plan.Momentum, WeightDecay = _plan.WeightDecay },
    };

    private string Identity(TrainingExamples examples)
    {
        string start = Start is null ? "fresh" : string.Join(',', Start.Tensors.Select(pair => pair.Key + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(pair.Value.ToSingles().AsSpan())))));
        string text = $"{Algorithm}\n{_plan.ToJson()}\n{JsonSerializer.Serialize(_settings)}\n{examples.Fingerprint()}\n{start}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
