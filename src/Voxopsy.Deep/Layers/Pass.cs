using Voxopsy.Tensors;

namespace Voxopsy.Deep.Layers;

/// <summary>One run of a network over one batch: the tape it computes on, whether it trains, and the layers whose output is wanted.</summary>
public sealed class Pass
{
    private readonly Dictionary<string, Tensor?> _asked = new(StringComparer.Ordinal);

    private Pass(Tape tape, PassPurpose purpose, ulong seed, FoldedWeights? folded = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        (Tape, Purpose, Seed, Folded) = (tape, purpose, seed, folded);
    }

    /// <summary>What owns the tensors of this run.</summary>
    public Tape Tape { get; }

    /// <summary>What the run is for.</summary>
    public PassPurpose Purpose { get; }

    /// <summary>Where the chance of this run (dropout) begins.</summary>
    public ulong Seed { get; }

    internal FoldedWeights? Folded { get; }

    /// <summary>A run that uses running statistics and drops nothing; its tape may record, for explanations.</summary>
    public static Pass Evaluation(Tape tape) => new(tape, PassPurpose.Evaluation, 0);

    /// <summary>The same with batch norm folded into the convolutions: faster, for many runs with the same weights.</summary>
    /// <param name="tape">An inference tape.</param>
    /// <param name="folded">Kept by the caller from run to run, while the weights stay as they are.</param>
    /// <exception cref="ArgumentException">The tape records: gradients do not pass folded weights.</exception>
    public static Pass Evaluation(Tape tape, FoldedWeights folded)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(folded);
        return tape.Mode == TapeMode.Inference
            ? new Pass(tape, PassPurpose.Evaluation, 0, folded)
            : throw new ArgumentException("A recording tape needs the weights themselves; use Pass.Evaluation(tape).", nameof(tape));
    }

    /// <summary>A run that uses the batch's statistics, moves the running ones and drops features.</summary>
    /// <param name="tape">Usually recording.</param>
    /// <param name="seed">Another one for every step.</param>
    public static Pass Training(Tape tape, ulong seed) => new(tape, PassPurpose.Training, seed);

    /// <summary>Asks that the output of layers be kept; call it before the run.</summary>
    /// <param name="network">The network that will run.</param>
    /// <param name="layers">Names from <see cref="Networks.Network.Layers"/>.</param>
    /// <returns>This run.</returns>
    /// <exception cref="ArgumentException">The network has no such layer; the message lists those it has.</exception>
    public Pass Ask(Networks.Network network, params ReadOnlySpan<string> layers)
    {
        ArgumentNullException.ThrowIfNull(network);
        foreach (string layer in layers)
        {
            if (!network.Layers.Contains(layer))
            {
                throw new ArgumentException($"The network has no layer '{layer}'; it has {string.Join(", ", network.Layers)}.", nameof(layers));
            }

            _asked.TryAdd(layer, null);
        }

        return this;
    }

    /// <summary>The output of a layer that was asked for; the tape owns it.</summary>
    /// <param name="layer">Its name.</param>
    /// <exception cref="KeyNotFoundException">It was not asked for, or the network has not run yet.</exception>
    public Tensor OutputOf(string layer) => _asked.TryGetValue(layer, out Tensor? output) && output is not null
        ? output
        : throw new KeyNotFoundException($"The output of layer '{layer}' was not kept; ask for it before the network runs.");

    /// <summary>Says that a tensor is the output of a layer.</summary>
    internal Tensor Mark(string layer, Tensor output)
    {
        if (_asked.ContainsKey(layer))
        {
            _asked[layer] = Tape.Mode == TapeMode.Recording ? Tape.Watch(output) : Tape.Keep(output);
        }

        return output;
    }

    /// <summary>Gives a tensor back that no layer needs any more.</summary>
    internal void Free(Tensor tensor) => Tape.Free(tensor);
}

/// <summary>What a run of a network is for.</summary>
public enum PassPurpose
{
    /// <summary>Running statistics, nothing dropped.</summary>
    Evaluation,

    /// <summary>Statistics of the batch, features dropped.</summary>
    Training,
}
