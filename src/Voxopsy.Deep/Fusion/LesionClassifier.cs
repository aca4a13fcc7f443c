using Voxopsy.Deep.Layers;
using Voxopsy.Deep.MultipleInstance;
using Voxopsy.Deep.Networks;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Fusion;

/// <summary>A classifier of lesions: one encoder or one a phase, images joined, clinical variables beside, one head.</summary>
/// <remarks>
/// One encoder without clinical variables keeps the network's own head and names, so that its weights are a file of that network and explanations and exports of
/// networks hold for it. Otherwise encoders are named <c>encoder</c> or <c>phase0</c>, …, and the head <c>head</c>.
/// </remarks>
public sealed class LesionClassifier : IDisposable
{
    private readonly List<Network> _encoders = [];
    private readonly List<ClassificationHead> _heads = [];
    private readonly AttentionPooling? _attention;
    private readonly ClinicalBranch? _clinical;
    private readonly int _width;

    private LesionClassifier(ClassifierSettings settings, LayerScope scope)
    {
        Settings = settings;
        Parameters = scope.Parameters;
        bool branches = settings.Fusion != PhaseFusion.Channels;
        bool plain = !branches && settings.Clinical == ClinicalFusion.None;
        NetworkSettings network = settings.Network with
        {
            Dimensions = settings.Input.Depth > 1 ? 3 : 2,
            InputChannels = branches ? settings.Input.ChannelsPerPhase + settings.MaskChannels : settings.Channels,
            Head = plain ? settings.Network.Head : HeadSettings.None,
        };
        for (int i = 0; i < (branches ? settings.Input.Phases : 1); i++)
        {
            _encoders.Add(network.BuildAt(plain ? scope : scope[branches ? $"phase{i}" : "encoder"]));
        }

        _width = _encoders[0].FeatureCount * (settings.Fusion == PhaseFusion.Features ? settings.Input.Phases : 1);
        bool attends = settings.Input.Instances > 1 && settings.Pooling.Kind is InstancePoolingKind.Attention or InstancePoolingKind.GatedAttention;
        _attention = attends ? new AttentionPooling(scope["attention"], _width, settings.Pooling) : null;
        _clinical = settings.Clinical == ClinicalFusion.None ? null : new ClinicalBranch(scope["clinical"], settings, _width);
        if (!plain)
        {
            int inputs = _width + (_clinical is null ? 0 : settings.ClinicalWidth);
            for (int i = 0; i < (settings.Fusion == PhaseFusion.Decisions ? _encoders.Count : 1); i++)
            {
                _heads.Add(new ClassificationHead(scope[settings.Fusion == PhaseFusion.Decisions ? $"head{i}" : "head"], inputs, settings.Network.Head));
            }
        }
    }

    /// <summary>What it is made of.</summary>
    public ClassifierSettings Settings { get; }

    /// <summary>All weights and running statistics.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>The only encoder with its head, for explanations and exports; null where there are several or where the head takes more than images.</summary>
    public Network? PlainNetwork => _heads.Count == 0 ? _encoders[0] : null;

    /// <summary>How many features a case has before the head, clinical variables not counted.</summary>
    public int FeatureCount => _width;

    /// <summary>Builds a classifier with fresh weights, each seeded by its name.</summary>
    /// <param name="settings">What it is made of.</param>
    /// <param name="backend">Where the weights live.</param>
    /// <param name="seed">The same seed gives the same weights.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or two do not go together.</exception>
    public static LesionClassifier Build(ClassifierSettings settings, IBackend backend, long seed)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        return new LesionClassifier(settings, new LayerScope(new ParameterSet(backend), 2, seed));
    }

    /// <summary>Answers a batch.</summary>
    /// <param name="pass">The run.</param>
    /// <param name="batch">The cases.</param>
    public ClassifierOutput Forward(Pass pass, InputBatch batch)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(batch);
        List<Tensor> features = PhaseFeatures(pass, batch);
        Tensor? clinical = _clinical is null ? null : pass.Tape.Input(new Shape(batch.Count, Settings.ClinicalVariables), batch.Clinical);
        if (Settings.Fusion != PhaseFusion.Decisions)
        {
            return Answer(pass, features[0], clinical, 0);
        }

        ClassifierOutput[] answers = [.. features.Select((phase, i) => Answer(pass, phase, clinical, i))];
        return new ClassifierOutput(MeanOfPresent(pass.Tape, [.. answers.Select(answer => answer.Logits)], batch.Present, 1), null, null);
    }

    /// <summary>The features of each case, images joined as the classifier does or by their mean: [case, <see cref="FeatureCount"/>].</summary>
    /// <param name="pass">The run.</param>
    /// <param name="batch">The cases.</param>
    public Tensor Features(Pass pass, InputBatch batch)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(batch);
        List<Tensor> features = PhaseFeatures(pass, batch);
        Tensor all = features.Count == 1 ? features[0] : MeanOfPresent(pass.Tape, features, batch.Present, Settings.Input.Instances);
        return Settings.Input.Instances == 1 ? all : Join(pass, all).Bags;
    }

    /// <inheritdoc/>
    public void Dispose() => Parameters.Dispose();

    /// <summary>Features [case × image, width]; one tensor a phase when decisions are fused.</summary>
    private List<Tensor> PhaseFeatures(Pass pass, InputBatch batch)
    {
        Tape tape = pass.Tape;
        int instances = Settings.Input.Instances;
        Tensor images = tape.Input(batch.ImageShape, batch.Images);
        if (Settings.Fusion == PhaseFusion.Channels)
        {
            return [_encoders[0].Features(pass, images)];
        }

        int own = Settings.Input.ChannelsPerPhase;
        List<Tensor> features = [];
        for (int phase = 0; phase < _encoders.Count; phase++)
        {
            Tensor part = tape.Slice(images, 1, phase * own, own);
            part = Settings.MaskChannels == 0 ? part : tape.Concat(1, part, tape.Slice(images, 1, _encoders.Count * own, Settings.MaskChannels));
            features.Add(_encoders[phase].Features(pass, part));
        }

        return Settings.Fusion switch
        {
            PhaseFusion.Decisions => features,
            PhaseFusion.FeatureMean => [MeanOfPresent(tape, features, batch.Present, instances)],
            _ => [tape.Concat(1, [.. features.Select((phase, i) => tape.Multiply(phase, PresenceOf(tape, batch.Present, i, instances)))])],
        };
    }

    private ClassifierOutput Answer(Pass pass, Tensor features, Tensor? clinical, int head)
    {
        int instances = Settings.Input.Instances;
        if (instances == 1)
        {
            return new ClassifierOutput(Head(pass, features, clinical, head), null, null);
        }

        if (Settings.Pooling.JoinsFeatures)
        {
            (Tensor bags, Tensor? weights) = Join(pass, features);
            return new ClassifierOutput(Head(pass, bags, clinical, head), null, weights);
        }

        int cases = features.Shape[0] / instances;
        Tensor? repeated = clinical is null ? null : pass.Tape.Gather(clinical, 0, [.. Enumerable.Range(0, cases * instances).Select(row => row / instances)]);
        Tensor logits = Head(pass, features, repeated, head);
        return new ClassifierOutput(ScorePooling.Join(pass.Tape, pass.Tape.Reshape(logits, cases, instances), Settings.Pooling), logits, null);
    }

    private (Tensor Bags, Tensor? Weights) Join(Pass pass, Tensor features)
    {
        int instances = Settings.Input.Instances;
        if (_attention is not null)
        {
            return _attention.Forward(pass, features, instances);
        }

        int cases = features.Shape[0] / instances;
        Tensor byCase = pass.Tape.Reshape(features, cases, instances, features.Shape[1]);
        Tensor joined = Settings.Pooling.Kind == InstancePoolingKind.FeatureMaximum ? pass.Tape.Maximum(byCase, 1) : pass.Tape.Mean(byCase, 1);
        return (pass.Tape.Reshape(joined, cases, features.Shape[1]), null);
    }

    private Tensor Head(Pass pass, Tensor features, Tensor? clinical, int head)
    {
        if (_heads.Count == 0)
        {
            return _encoders[0].Answer(pass, features);
        }

        double dropout = Settings.Network.Dropout;
        features = pass.Purpose == PassPurpose.Training && dropout > 0 ? pass.Tape.Dropout(features, dropout, pass.Seed) : features;
        return _heads[head].Forward(pass, clinical is null ? features : _clinical!.Forward(pass, features, clinical));
    }

    /// <summary>Σ present · x / Σ present, row by row.</summary>
    private static Tensor MeanOfPresent(Tape tape, List<Tensor> phases, float[] present, int instances)
    {
        int count = phases.Count;
        float[] total = [.. Enumerable.Range(0, present.Length / count).SelectMany(row => Enumerable.Repeat(1 / Math.Max(1, present.AsSpan(row * count, count).ToArray().Sum()), instances))];
        Tensor sum = tape.Multiply(phases[0], PresenceOf(tape, present, 0, instances, count));
        for (int phase = 1; phase < count; phase++)
        {
            sum = tape.Add(sum, tape.Multiply(phases[phase], PresenceOf(tape, present, phase, instances, count)));
        }

        return tape.Multiply(sum, tape.Input(new Shape(total.Length, 1), total));
    }

    private Tensor PresenceOf(Tape tape, float[] present, int phase, int instances) => PresenceOf(tape, present, phase, instances, Settings.Input.Phases);

    private static Tensor PresenceOf(Tape tape, float[] present, int phase, int instances, int phases)
    {
        float[] column = [.. Enumerable.Range(0, present.Length / phases).SelectMany(row => Enumerable.Repeat(present[(row * phases) + phase], instances))];
        return tape.Input(new Shape(column.Length, 1), column);
    }
}
