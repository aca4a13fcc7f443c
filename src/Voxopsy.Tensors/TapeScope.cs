namespace Voxopsy.Tensors;

/// <summary>A part of a step: at its end all tensors made in it are freed, except those kept.</summary>
public sealed class TapeScope : IDisposable
{
    private readonly Tape _tape;
    private readonly int _first;
    private readonly HashSet<Tensor> _kept = [];

    internal TapeScope(Tape tape, int first)
    {
        _tape = tape;
        _first = first;
    }

    /// <summary>Lets a tensor outlive the scope.</summary>
    /// <returns>The tensor itself.</returns>
    public Tensor Keep(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        _kept.Add(tensor);
        return tensor;
    }

    /// <summary>Frees what was made in the scope.</summary>
    public void Dispose() => _tape.FreeFrom(_first, _kept);
}
