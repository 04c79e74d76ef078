using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>Cuts JSON lines into batches of whole lines.</summary>
internal sealed class JsonLineSplitter(Stream stream) : IJsonSplitter
{
    private byte[] _carried = [];
    private long _line = 1;
    private long _offset;
    private bool _isAtEnd;

    public bool? More => null;

    public bool Fill(JsonBatch batch)
    {
        batch.Clear();
        Array.Resize(ref batch.Buffer, Math.Max(batch.Buffer.Length, _carried.Length + 1));
        _carried.CopyTo(batch.Buffer, 0);
        var length = Read(batch.Buffer, _carried.Length);
        _carried = [];
        while (!_isAtEnd && batch.Buffer.AsSpan(0, length).LastIndexOf((byte)'\n') < 0)
        {
            if (length >= IJsonSplitter.MostRecordBytes)
                return LeaveOut(batch, length);
            Array.Resize(ref batch.Buffer, Math.Min(batch.Buffer.Length * 4, IJsonSplitter.MostRecordBytes));
            length = Read(batch.Buffer, length);
        }

        var start = _offset == 0 && batch.Buffer.AsSpan(0, length).StartsWith("\uFEFF"u8) ? 3 : 0;
        var whole = _isAtEnd ? length : batch.Buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
        Split(batch, start, whole);
        _offset += whole;
        _carried = batch.Buffer[whole..length];
        return !_isAtEnd;
    }

    private void Split(JsonBatch batch, int start, int end)
    {
        while (start < end)
        {
            var rest = batch.Buffer.AsSpan(start, end - start);
            var length = rest.IndexOf((byte)'\n') is >= 0 and var found ? found : rest.Length;
            if (rest[..length].IndexOfAnyExcept(" \t\r"u8) >= 0)
                batch.Records.Add(new(start, length, 0, new(_line, _offset + start), _offset + start + length, null, JsonFault.None));
            _line++;
            start += length + 1;
        }
    }

    /// <summary>A line that is longer than a record may be goes by without being held.</summary>
    private bool LeaveOut(JsonBatch batch, int length)
    {
        var at = new RowLocation(_line++, _offset);
        _offset += length;
        while (!_isAtEnd)
        {
            length = Read(batch.Buffer, 0);
            if (batch.Buffer.AsSpan(0, length).IndexOf((byte)'\n') is < 0)
            {
                _offset += length;
                continue;
            }

            var next = batch.Buffer.AsSpan(0, length).IndexOf((byte)'\n') + 1;
            _offset += next;
            _carried = batch.Buffer[next..length];
            // a line without an end may stand there now; it is read with the next batch
            if (_isAtEnd && _carried.Length > 0)
                _isAtEnd = false;
            break;
        }

        batch.Records.Add(new(0, 0, 0, at, _offset, null, JsonFault.TooLong));
        return !_isAtEnd;
    }

    private int Read(byte[] buffer, int from)
    {
        var read = stream.ReadAtLeast(buffer.AsSpan(from), buffer.Length - from, throwOnEndOfStream: false);
        _isAtEnd = read < buffer.Length - from;
        return from + read;
    }
}
