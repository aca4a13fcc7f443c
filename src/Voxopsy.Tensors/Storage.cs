namespace Voxopsy.Tensors;

/// <summary>The memory behind a tensor, on a backend; shared by the tensors that are views of each other.</summary>
/// <remarks>
/// Lifetimes are explicit: the last tensor to let go gives the memory back to the backend at once; nothing waits for the garbage collector. A backend derives its
/// own storage and frees it in <see cref="Free"/>. Not for use by several threads at a time.
/// </remarks>
public abstract class Storage
{
    private int _users;

    /// <summary>Makes a storage with no user yet; the tensor made on it is the first.</summary>
    /// <param name="count">Elements.</param>
    protected Storage(int count) => Count = count;

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>Whether exactly one tensor uses the memory, so that it may be written in place.</summary>
    public bool IsUnshared => _users == 1;

    internal void Take() => _users++;

    internal void Release()
    {
        if (--_users == 0)
        {
            Free();
        }
    }

    /// <summary>Gives the memory back to the backend; called once.</summary>
    protected abstract void Free();
}
