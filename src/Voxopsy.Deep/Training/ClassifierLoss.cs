using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.MultipleInstance;
using Voxopsy.Deep.Networks;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Losses;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Training;

/// <summary>The loss of each kind of head, classes weighted as the plan says.</summary>
internal sealed class ClassifierLoss
{
    private readonly ClassifierSettings _settings;
    private readonly double[] _weights;

    internal ClassifierLoss(ClassifierSettings settings, TrainingPlan plan, IReadOnlyList<TrainingExample> teaching)
    {
        _settings = settings;
        int classes = settings.Network.Head.Classes;
        double[] counts = [.. Enumerable.Range(0, classes).Select(grade => (double)teaching.Count(example => example.Grade == grade))];
        int there = counts.Count(count => count > 0);
        _weights = [.. counts.Select(count => plan.Balance == ClassBalance.Weighted && count > 0 ? teaching.Count / (there * count) : 1)];
    }

    /// <summary>One number.</summary>
    internal Tensor Of(Tape tape, ClassifierOutput output, InputBatch batch)
    {
        bool each = _settings.Pooling.Kind == InstancePoolingKind.EachInstance && output.InstanceLogits is not null;
        Tensor logits = each ? output.InstanceLogits! : output.Logits;
        int outputs = logits.Shape[1];
        float[] targets = each
            ? [.. Enumerable.Range(0, logits.Shape[0]).Select(row => batch.Targets[row / _settings.Input.Instances])]
            : batch.Targets;
        Tensor wanted = tape.Input(logits.Shape, targets);
        if (_settings.Network.Head.Kind == HeadKind.MultiClass)
        {
            // Soft targets, so that mixed cases are possible: -Σ w t log p, averaged over the weights.
            float[] weights = [.. targets.Select((target, i) => (float)(target * _weights[i % outputs]))];
            Tensor terms = tape.Multiply(tape.LogSoftmax(logits, 1), tape.Input(logits.Shape, weights));
            return tape.Reshape(tape.Affine(tape.Sum(terms), -1 / weights.Sum(weight => (double)weight)));
        }

        double positive = _settings.Network.Head.Kind == HeadKind.Binary ? _weights[1] / _weights[0] : 1;
        return new BinaryCrossEntropy { PositiveWeight = positive }.Of(tape, logits, wanted);
    }
}
