"""Methods that types of the framework have themselves: an extension of that name is not called for
sure where a value of unknown type is asked for it."""

METHODS = frozenset(
    """
    Add AddRange All Any Append AppendFormat AppendLine Apply AsReadOnly AsSpan Average
    BinarySearch Build Cancel Cast Clear Clone Close Combine Commit Compare CompareTo Complete
    Concat Configure ConfigureAwait Contains ContainsKey ContinueWith Convert ConvertAll Copy
    CopyTo CopyToAsync Count Create DefaultIfEmpty Delete Dequeue Dispose DisposeAsync Distinct
    ElementAt EndsWith Enqueue Equals Except ExceptWith Execute Exists Find FindAll FindIndex
    First FirstOrDefault Flush FlushAsync ForEach Format Get GetAsync GetAttribute GetAwaiter
    GetBytes GetCustomAttribute GetCustomAttributes GetEnumerator GetField GetFields GetHashCode
    GetInterfaces GetMember GetMembers GetMethod GetMethods GetProperties GetProperty GetRange
    GetService GetString GetType GetValue GetValueOrDefault GroupBy HasFlag IndexOf Insert
    InsertRange Intersect IntersectWith Invoke InvokeAsync IsAssignableFrom IsDefined
    IsSubclassOf Join Last LastIndexOf LastOrDefault Load LongCount MakeGenericType Max Min
    MoveNext Next OfType Open OrderBy OrderByDescending PadLeft PadRight Parse Peek Pop Post
    PostAsync Push PutAsync Read ReadAsync ReadLine ReadToEnd Register Remove RemoveAll RemoveAt
    RemoveRange RemoveWhere Replace Reset Resolve Reverse Rollback Run Save SaveChanges
    SaveChangesAsync Seek Select SelectMany Send SendAsync SequenceEqual Set SetEquals SetValue
    Single SingleOrDefault Skip SkipWhile Slice Sort Split Start StartAsync StartsWith Stop
    StopAsync Substring Subtract Sum Take TakeWhile ThenBy ToArray ToDictionary ToHashSet ToList
    ToLookup ToLower ToLowerInvariant ToString ToUpper ToUpperInvariant Trim TrimEnd TrimStart
    TryAdd TryDequeue TryGetValue TryParse TryPop TryRemove Union UnionWith Update Use Validate
    Wait WaitAsync Where Write WriteAsync WriteLine WriteLineAsync Zip
    """.split()
)
